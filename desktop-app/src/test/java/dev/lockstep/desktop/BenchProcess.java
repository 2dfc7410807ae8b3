package dev.lockstep.desktop;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of a benchmark. It runs as the program does for who starts it as README says: from its jar, with the options and
 * the class-data archive that {@code lockstep.args} names. Works in the project's root.
 */
public final class BenchProcess {

    /** As it is written there, since the archive is bound to it. */
    private static final String JAR = "desktop-app/target/lockstep.jar";

    private BenchProcess() {}

    /** What {@code main} does with {@code args}, in a process of its own, which says what it has to say in this one's place. */
    public static void run(Class<?> main, String... args) throws IOException, InterruptedException {
        int code = builder(main, args).redirectOutput(Redirect.INHERIT).start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    main.getSimpleName() + " " + String.join(" ", args) + " ended with " + code);
        }
    }

    /** The same, to be talked with. */
    public static Process start(Class<?> main, String... args) throws IOException {
        return builder(main, args).start();
    }

    private static ProcessBuilder builder(Class<?> main, String... args) throws IOException {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (options.stream()
                .noneMatch(option ->
                        option.startsWith(ProgramOptions.ARCHIVE))) { // the first of them, which Maven started
            command.addAll(ProgramOptions.read(Path.of("")));
            classPath = JAR + File.pathSeparator + classPath;
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    }
}
