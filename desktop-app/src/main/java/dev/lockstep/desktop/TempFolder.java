package dev.lockstep.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import dev.lockstep.disk.Reason;

/** The folder for what is kept while the program runs: JavaFX puts fonts there, and without it draws boxes in place of icons. */
final class TempFolder {

    private TempFolder() {}

    /** Why files can't be made in {@code folder}, and what to do, for display; empty where they can. Blocks on the disk. */
    static String problemWith(String folder) {
        try {
            Files.delete(Files.createTempFile(Path.of(folder), "lockstep", ".tmp"));
            return "";
        } catch (IOException e) {
            return problem(folder, Reason.withoutFile(e));
        } catch (InvalidPathException e) {
            return problem(folder, "it is no path");
        }
    }

    private static String problem(String folder, String why) {
        return "The temporary folder " + folder + " can't be used (" + why
                + "): icons are missing, and some pictures may be. Start the program with -Djava.io.tmpdir= and a folder that can be"
                + " written.";
    }
}
