package dev.lockstep.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Java is started with when somebody starts the program as README says. */
final class ProgramOptions {

    /** Begins the option that names the archive of loaded classes, which goes with one class path only. */
    static final String ARCHIVE = "-XX:SharedArchiveFile=";

    private ProgramOptions() {}

    /** Java's own options in {@code lockstep.args} of the project in {@code root}, in its order. */
    static List<String> read(Path root) throws IOException {
        return Files.readAllLines(root.resolve("desktop-app/lockstep.args")).stream()
                .filter(line -> line.startsWith("-X"))
                .toList();
    }
}
