package dev.lockstep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What all this was measured on. */
final class Machine {

    private Machine() {}

    static List<String> describe(Settings settings) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        return List.of(
                "date     " + LocalDate.now(),
                "machine  " + runtime.availableProcessors() + " cores, "
                        + firstOf("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
                "load     " + firstOf("/proc/loadavg", "").orElse("unknown") + " when it began",
                "system   " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "JDK      " + System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"),
                "disk     " + settings.directory() + " on "
                        + Files.getFileStore(settings.directory()).name() + " ("
                        + Files.getFileStore(settings.directory()).type() + ")",
                "rounds   " + settings.rounds() + ", of " + settings.seconds() + " s a load, behind "
                        + settings.warmUpSeconds() + " s of warm-up");
    }

    /** What stands behind the colon in the first line that begins with {@code name}, where there is such a file. */
    private static Optional<String> firstOf(String file, String name) throws IOException {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        }
    }
}
