package dev.lockstep.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures, and says what was measured: a table on standard output, and beside it CSV and a picture. */
public final class Bench {

    private static final List<Benchmark> ALL = List.of(
            new FanOut(),
            new GentleLatency(),
            new Commits(),
            new Counter(),
            new Joining(),
            new Flood(),
            new SignalFlood(),
            new Idle(),
            new Start(),
            new Pure());

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Settings settings = Settings.ofProperties();
        List<String> known = ALL.stream().map(Benchmark::name).toList();
        for (String name : settings.names()) {
            if (!name.equals("all") && !known.contains(name)) {
                System.err.println("no benchmark is called " + name + "; there are " + known + ", and all");
                System.exit(2);
            }
        }
        run(settings, System.out);
    }

    /** @param out takes the table, and before it what is done now */
    static Results run(Settings settings, PrintStream out) throws Exception {
        Path directory = settings.directory();
        Files.createDirectories(directory);
        Files.deleteIfExists(directory.resolve("server.log"));
        List<String> machine = Machine.describe(settings);
        machine.forEach(out::println);
        Results results = new Results();
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Benchmark benchmark : ALL) {
                if (settings.wants(benchmark.name())) {
                    out.println("round " + round + ": " + benchmark.name());
                    benchmark.round(settings, results.of(benchmark.name()));
                    report(results, machine, directory);
                }
            }
        }
        ServerProcess.delete(directory.resolve("data"));
        out.println();
        Report.print(results, out);
        out.println();
        out.println("written: " + directory.resolve("results.csv") + " and results.png");
        return results;
    }

    /** After each benchmark: who breaks it off has what there is. */
    private static void report(Results results, List<String> machine, Path directory) throws Exception {
        Report.writeCsv(results, machine, directory.resolve("results.csv"));
        Picture.write(results, machine, directory.resolve("results.png"));
    }
}
