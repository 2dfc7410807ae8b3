package dev.lockstep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.openjdk.jmh.generators.BenchmarkProcessor;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link PureParts} under JMH. JMH's generated code is made here, from the compiled class, and not in the build: so that
 * the build's lints, which it doesn't keep to, stay as strict as they are.
 */
final class Pure implements Benchmark {

    private static final Map<String, String> NAMES = names();
    private static final int ITERATIONS = 3;
    private static final String LOAD = "a second of one core";
    private static final String RESULT = "result ";

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("apply", "RoomState.apply");
        names.put("decodeChange", "decode a client's change");
        names.put("encodeChanges", "encode a change for all, 32 a frame");
        names.put("encodeForLog", "encode a command for the log");
        names.put("decodeChanges", "decode a change from the hub, 32 a frame");
        names.put("replica", "Replica.changes");
        names.put("appendMemory", "append to memory, 256 a call");
        names.put("appendSqliteOne", "append to SQLite, one a call");
        names.put("appendSqliteGroup", "append to SQLite, 256 a call");
        return names;
    }

    @Override
    public String name() {
        return "pure";
    }

    @Override
    public void round(Settings settings, Results.Adder results) throws IOException, InterruptedException {
        Path generated = settings.directory().resolve("jmh");
        generate(generated);
        long millis = Math.max(50, (long) (settings.seconds() * 1_000 / ITERATIONS));
        Process jmh = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djmh.ignoreLock=true",
                        "-cp",
                        System.getProperty("java.class.path") + System.getProperty("path.separator") + generated,
                        Main.class.getName(),
                        "" + millis)
                .redirectError(Redirect.appendTo(
                        settings.directory().resolve("server.log").toFile()))
                .start();
        try (BufferedReader said = jmh.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith(RESULT)) {
                    String[] parts = line.split(" ");
                    double perSecond = Double.parseDouble(parts[2]);
                    results.add(LOAD, NAMES.getOrDefault(parts[1], parts[1]), "k/s", "one thread", perSecond / 1_000);
                }
            }
        }
        if (jmh.waitFor() != 0) {
            throw new IOException("JMH failed; see server.log");
        }
    }

    private static void generate(Path directory) throws IOException {
        ServerProcess.delete(directory);
        Files.createDirectories(directory);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-d",
                directory.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "-processor",
                BenchmarkProcessor.class.getName());
        boolean done = compiler.getTask(null, null, null, options, List.of(PureParts.class.getName()), null)
                .call();
        if (!done) {
            throw new IOException("JMH's code can't be made");
        }
    }

    /** The process that JMH runs in; it starts one more for each benchmark. */
    public static final class Main {

        private Main() {}

        public static void main(String[] args) throws Exception {
            TimeValue time = TimeValue.milliseconds(Long.parseLong(args[0]));
            Options options = new OptionsBuilder()
                    .include(PureParts.class.getName())
                    .forks(1)
                    .warmupIterations(2 * ITERATIONS)
                    .warmupTime(time)
                    .measurementIterations(ITERATIONS)
                    .measurementTime(time)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build();
            for (RunResult result : new Runner(options).run()) {
                String name = result.getParams().getBenchmark();
                double score = result.getPrimaryResult().getScore() / shareOfCore(result);
                System.out.println(RESULT + name.substring(name.lastIndexOf('.') + 1) + " " + score);
            }
        }

        /** What the thread had of a core, where {@link PureParts.Core} counted it: JMH adds up all iterations. */
        private static double shareOfCore(RunResult result) {
            Result<?> shares = result.getSecondaryResults().get("share");
            return shares == null ? 1 : shares.getScore() / ITERATIONS;
        }
    }
}
