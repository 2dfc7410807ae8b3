package dev.lockstep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The hub as a program, started as README says, from nothing to the line that says where it listens. */
final class Start implements Benchmark {

    private static final int STARTS = 5;

    /** Benchmarks run in their module's directory. */
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void round(Settings settings, Results.Adder results) throws IOException, InterruptedException {
        for (ServerKind kind : List.of(ServerKind.HUB_MEMORY, ServerKind.HUB_SQLITE)) {
            Histogram times = new Histogram();
            for (int i = 0; i < STARTS; i++) {
                String where =
                        kind == ServerKind.HUB_MEMORY ? "--memory" : "--data=" + ServerProcess.emptyData(settings);
                times.add(start(where, settings));
            }
            results.add("from its jar and archive", "to listening", "ms", kind.label(), times.quantileMillis(0.5));
        }
    }

    private static long start(String where, Settings settings) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process hub = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@hub/lockstep-hub.args",
                        "--port=0",
                        where)
                .directory(PROJECT.toFile())
                .redirectError(Redirect.appendTo(
                        settings.directory().resolve("server.log").toFile()))
                .start();
        try (BufferedReader said = hub.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            if (line == null || !line.startsWith("listening on")) {
                throw new IOException("the hub said " + line + "; see server.log");
            }
            return System.nanoTime() - begin;
        } finally {
            hub.destroy();
            hub.waitFor();
        }
    }
}
