package dev.lockstep.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;

import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.wire.Bounds;

/** The process of a server under test: says its port, then answers what it has used, until its standard input ends. */
public final class ServerMain {

    private static final Bounds.Rate ANY = new Bounds.Rate(1_000_000_000_000L, 1_000_000_000_000L);

    /** One client does here what a thousand do elsewhere, so the bounds on one are out of the way. */
    private static final Bounds RAISED = Bounds.DEFAULT
            .withSessionsPerAddress(1_000_000)
            .withRates(ANY, ANY, ANY, ANY)
            .withQuotas(Bounds.Quotas.NONE);

    private ServerMain() {}

    public static void main(String[] args) throws Exception {
        ServerKind kind = ServerKind.valueOf(args[0]);
        if (kind.isHub()) {
            try (Hub hub = startHub(kind, Path.of(args[1]))) {
                System.out.println("port " + hub.port());
                answer();
            }
        } else {
            RawJetty jetty = RawJetty.start();
            System.out.println("port " + jetty.port());
            answer();
            jetty.stop();
        }
    }

    private static Hub startHub(ServerKind kind, Path data) {
        HubOptions options = HubOptions.defaults().withPort(0).withOpen(true);
        if (kind != ServerKind.HUB_DEFAULTS) {
            options = options.withBounds(RAISED);
        }
        Journal journal = kind == ServerKind.HUB_MEMORY
                ? new MemoryJournal()
                : SqliteJournal.open(data, "the benchmark", Retention.DEFAULT);
        return Hub.start(options, journal);
    }

    private static void answer() throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            long number = question.equals("cpu") ? system.getProcessCpuTime() : heapBytes();
            System.out.println(question + " " + number);
        }
    }

    private static long heapBytes() {
        System.gc();
        System.gc(); // what the first one only found
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
