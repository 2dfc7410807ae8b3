package dev.lockstep.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A program that runs somewhere, and what it has said so far. */
final class Machine implements AutoCloseable {

    private static final long DEADLINE_MILLIS = 30_000;

    private final Process process;
    private final List<String> lines = new ArrayList<>(); // guarded by this
    private int taken; // guarded by this

    Machine(List<String> prefix, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName()));
        command.addAll(List.of(arguments));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reading = new Thread(this::read, "machine");
        reading.setDaemon(true);
        reading.start();
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (this) {
                    lines.add(line);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // it was ended
        }
    }

    /** Awaits the next line of which {@code wanted} is true, and takes it and all before. */
    synchronized String next(Predicate<String> wanted) throws InterruptedException {
        long deadline = System.currentTimeMillis() + DEADLINE_MILLIS;
        while (true) {
            for (; taken < lines.size(); taken++) {
                String line = lines.get(taken);
                if (wanted.test(line)) {
                    taken++;
                    return line;
                }
            }
            long left = deadline - System.currentTimeMillis();
            if (left <= 0) {
                throw new AssertionError("it was not said; what was: " + lines);
            }
            wait(left);
        }
    }

    synchronized List<String> said() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
