package dev.lockstep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server under test, in a process of its own. It is asked over its standard input, and ends with it. */
final class ServerProcess implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LOOK_NANOS = 50_000_000;

    /** A server that is kept busy has at least one hundredth of a core. */
    private static final int PATIENCE = 100;

    /** A heap that is there from the beginning: how it grows is not what is measured. */
    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

    private final ServerKind kind;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;
    private final int port;

    private ServerProcess(ServerKind kind, Process process) throws IOException {
        this.kind = kind;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.port = (int) number("port");
    }

    /** Starts a server over new, empty data. */
    static ServerProcess start(ServerKind kind, Settings settings) throws IOException {
        return startOver(emptyData(settings), kind, settings);
    }

    static Path emptyData(Settings settings) throws IOException {
        Path data = settings.directory().resolve("data");
        delete(data);
        return Files.createDirectories(data);
    }

    /** Starts a server over what {@code data} has. */
    static ServerProcess startOver(Path data, ServerKind kind, Settings settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.scale() == 1 ? HEAP : List.of()); // it takes its time to touch it all
        command.addAll(settings.jvm());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ServerMain.class.getName()));
        command.addAll(List.of(kind.name(), data.toString()));
        Path log = settings.directory().resolve("server.log");
        return new ServerProcess(
                kind,
                new ProcessBuilder(command)
                        .redirectError(Redirect.appendTo(log.toFile()))
                        .start());
    }

    ServerKind kind() {
        return kind;
    }

    int port() {
        return port;
    }

    /** What it has used of all cores so far. */
    double cpuSeconds() {
        return ask("cpu") / NANOS_PER_SECOND;
    }

    /**
     * Whether it is to work on, until it has used {@code seconds} more of all cores than now: the condition of a loop.
     *
     * @throws IllegalStateException in that loop, where it doesn't work
     */
    BooleanSupplier works(double seconds) {
        double endCpuSeconds = roughCpuSeconds() + seconds;
        long begin = System.nanoTime();
        long[] nextLook = {begin};
        return () -> {
            long now = System.nanoTime();
            if (now < nextLook[0]) {
                return true;
            }
            nextLook[0] = now + LOOK_NANOS;
            if (now - begin > seconds * PATIENCE * NANOS_PER_SECOND) {
                throw new IllegalStateException("the server stands still");
            }
            return roughCpuSeconds() < endCpuSeconds;
        };
    }

    /** Without asking it, which would keep it from its work. */
    private double roughCpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / NANOS_PER_SECOND;
    }

    /** What lives on its heap. */
    double heapBytes() {
        return ask("heap");
    }

    private double ask(String question) {
        questions.println(question);
        try {
            return number(question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double number(String name) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(name + " ")) { // a flight recorder speaks here too
                return Double.parseDouble(line.substring(name.length() + 1));
            }
        }
        throw new IOException("the server is gone; see server.log");
    }

    @Override
    public void close() {
        questions.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
