package dev.lockstep.desktop;

import java.nio.file.Path;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.lockstep.client.Invite;
import dev.lockstep.disk.UserDirectory;
import dev.lockstep.hub.TokenOption;
import dev.lockstep.hub.Version;

/** What the program was started with. */
@Command(
        name = "lockstep",
        description = "Many windows, one state. Joins the hub on this machine, or becomes it.",
        mixinStandardHelpOptions = true,
        versionProvider = DesktopOptions.VersionOfBuild.class,
        sortOptions = false)
final class DesktopOptions {

    @Option(
            names = "--join",
            paramLabel = "ADDRESS",
            description = "The hub to join: an address such as 192.168.1.5 or office-pc:7171, or the link of an invite."
                    + " Other users of this machine can read a link, and the token in it, in the list of processes: better paste it"
                    + " into the start page.")
    private @Nullable String join;

    @Parameters(
            arity = "0..1",
            paramLabel = "LINK",
            description =
                    "The link of an invite, as a click on one passes it: the program that runs already shows it, or this one.")
    private @Nullable String clicked;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "What that hub asks for. Other users of this machine can read it in the list of processes: better use"
                            + " --token-file or the environment variable LOCKSTEP_TOKEN.")
    private @Nullable String token;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file whose first line is the token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--room",
            paramLabel = "ROOM",
            description = "The room to open (default: the last one, lobby at first).")
    @Nullable
    String room;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What others see you as (default: what was chosen the last time; it is asked for at first).")
    @Nullable
    String name;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where rooms and unsent changes are kept (default: the platform's place for application data).")
    private @Nullable Path data;

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            completionCandidates = ViewIds.class,
            description = "What to open in the room: ${COMPLETION-CANDIDATES} (default: the last one).")
    @Nullable
    String view;

    static final class ViewIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Views.ids().iterator();
        }
    }

    static final class VersionOfBuild implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"lockstep " + Version.current()};
        }
    }

    /**
     * Where to go, as it was typed; null for the hub on this machine.
     *
     * @throws IllegalArgumentException where it was given twice, or what was clicked is no invite; the message is for display
     */
    @Nullable
    String destination() {
        if (clicked != null && join != null) {
            throw new IllegalArgumentException("give a link or --join, not both");
        } else if (clicked != null && !Invite.isMeantBy(clicked)) {
            throw new IllegalArgumentException("not the link of an invite: " + clicked
                    + "; an address is given with --join (--help shows the options)");
        }
        return clicked == null ? join : clicked;
    }

    /** The link that was clicked, which the program that runs already may show; null where none was. */
    @Nullable
    String clicked() {
        return clicked;
    }

    Path dataDirectory() {
        return data == null ? UserDirectory.ofPlatform() : data;
    }

    /**
     * What the hub asks for, from wherever it was given; null where it was not.
     *
     * @throws IllegalArgumentException where it was given twice, or its file has none; the message is for display
     */
    @Nullable
    String token() {
        return TokenOption.of(token, tokenFile, System.getenv(TokenOption.VARIABLE));
    }

    /** The name that others see; empty where none was given. */
    String personName() {
        return name == null ? "" : name.strip();
    }
}
