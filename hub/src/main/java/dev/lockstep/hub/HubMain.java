package dev.lockstep.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.lockstep.bots.Bots;
import dev.lockstep.disk.UserDirectory;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.hub.journal.Trouble;
import dev.lockstep.wire.Loopback;

/** The hub as a program. */
@Command(
        name = "lockstep-hub",
        description = "Holds rooms of shared state for Lockstep windows.",
        subcommands = {Bots.class, RoomsCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = HubMain.VersionOfBuild.class,
        sortOptions = false)
public final class HubMain implements Callable<Integer> {

    /** What a program ends with that was called wrongly or can't start. */
    private static final int EXIT_USAGE = 2;

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger ALL = Logger.getLogger("");

    /** Silent: why a hub can't start is said once, by {@link HubException}. */
    private static final Logger JAVALIN = Logger.getLogger("io.javalin");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7171",
            description = "The port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "What clients have to know to come in. Other users of this machine can read it in the list of processes:"
                            + " better use --token-file or the environment variable LOCKSTEP_TOKEN.")
    private @Nullable String token;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file whose first line is the token.")
    private @Nullable Path tokenFile;

    @Option(names = "--open", description = "Let anyone on this machine in, whoever they are, and nobody else.")
    private boolean open;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "A web origin whose pages may connect, such as https://example.org. May be repeated.")
    private Set<String> allowedOrigins = Set.of();

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description =
                    "A certificate that clients trust, with those that vouch for it, PEM (default: the hub makes one of its own"
                            + " key, by which clients know it).")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The private key of that certificate, PEM (PKCS #8).")
    private @Nullable Path certificateKey;

    @Option(
            names = "--behind-proxy",
            description =
                    "A reverse proxy encrypts, and appends the addresses of clients to X-Forwarded-For: the hub listens without"
                            + " encryption, and treats nobody as being on its own machine.")
    private boolean behindProxy;

    @Option(
            names = "--announce",
            paramLabel = "NAME",
            description =
                    "Announce the hub in the local network under this name, so that others find it without its address. Needs a"
                            + " --host that they can reach.")
    private @Nullable String announced;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where rooms are kept (default: the platform's place for application data).")
    private @Nullable Path data;

    @Option(
            names = "--history-days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long the commits of a room are kept for history (default: ${DEFAULT-VALUE}).")
    private int historyDays;

    @Option(
            names = "--history-commits",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many of them at most (default: ${DEFAULT-VALUE}).")
    private long historyCommits;

    @Option(
            names = "--limit",
            paramLabel = "NAME=VALUE",
            description =
                    "Another value for one of the limits below, such as keysPerRoom=1000000 or joins=100/400. May be repeated.")
    private Map<String, String> limits = Map.of();

    @Option(names = "--memory", description = "Keep rooms in memory only: they end with the hub.")
    private boolean memory;

    static final class VersionOfBuild implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"lockstep-hub " + Version.current()};
        }
    }

    private HubMain() {}

    public static void main(String[] args) {
        ALL.setLevel(Level.WARNING);
        JAVALIN.setLevel(Level.OFF);
        CommandLine commandLine = new CommandLine(new HubMain());
        commandLine.getCommandSpec().usageMessage().footer(LimitOption.help().toArray(String[]::new));
        commandLine.setParameterExceptionHandler((failure, arguments) -> {
            failure.getCommandLine().getErr().println(failure.getMessage() + " (--help shows the options)");
            return EXIT_USAGE;
        });
        commandLine.setExecutionExceptionHandler((failure, line, result) -> {
            boolean said = failure instanceof HubException || failure instanceof IllegalArgumentException;
            line.getErr().println(said ? failure.getMessage() : Trouble.reason(failure));
            return EXIT_USAGE;
        });
        int status = commandLine.execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (open && !Loopback.is(host)) {
            throw new IllegalArgumentException(
                    "--open is for this machine alone; for others give a token instead of it, or no --host");
        }
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        if (announced != null && (!everywhere || behindProxy || certificate != null)) {
            throw new IllegalArgumentException(
                    "--announce is for a hub that others reach at all addresses of this machine, and know by its own key: give"
                            + " --host 0.0.0.0 and a token with it, and neither --tls-cert nor --behind-proxy");
        }
        HubOptions options = HubOptions.defaults()
                .withHost(host)
                .withPort(port)
                .withToken(TokenOption.of(token, tokenFile, System.getenv(TokenOption.VARIABLE)))
                .withOpen(open)
                .withAllowedOrigins(allowedOrigins)
                .withEncryption(encryption());
        options = LimitOption.apply(options, limits);
        Hub hub = Hub.start(options, journal());
        if (announced != null) {
            hub.announceAs(HostName.here(announced, ""));
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            hub.close();
                            stopped.countDown();
                        },
                        "lockstep-shutdown"));
        System.out.println("listening on " + hub.url());
        stopped.await();
        return 0;
    }

    private HubOptions.Encryption encryption() {
        if ((certificate == null) != (certificateKey == null)) {
            throw new IllegalArgumentException("give --tls-cert and --tls-key together");
        }
        if (behindProxy && (certificate != null || open)) {
            throw new IllegalArgumentException(
                    "behind a proxy the hub needs no certificate, and --open would let in whoever the proxy lets through:"
                            + " give --behind-proxy alone");
        }
        if (behindProxy) {
            return new HubOptions.Encryption.Proxy();
        }
        return certificate == null || certificateKey == null
                ? HubOptions.Encryption.OWN
                : new HubOptions.Encryption.Certificate(certificate, certificateKey);
    }

    private Journal journal() {
        if (historyDays < 0 || historyCommits < 0) {
            throw new IllegalArgumentException("--history-days and --history-commits are 0 or more");
        }
        Retention retention = new Retention(Duration.ofDays(historyDays), historyCommits);
        if (memory) {
            return new MemoryJournal(retention);
        }
        Path directory = data == null ? UserDirectory.ofPlatform() : data;
        String owner = "the hub on " + host + ":" + port + ", process "
                + ProcessHandle.current().pid();
        return SqliteJournal.open(directory, owner, retention);
    }
}
