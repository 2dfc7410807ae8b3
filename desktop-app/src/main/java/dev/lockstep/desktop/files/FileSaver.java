package dev.lockstep.desktop.files;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.disk.Reason;

/**
 * Saves files where somebody chooses. A file always gets the ending of its kind, nothing is replaced unasked, and one that can't be
 * written leaves what was there before. The work is done beside the JavaFX thread, one file after another; all else is on it.
 */
public final class FileSaver {

    private static final int NAME_CHARS_MAX = 80;

    /** How long an ending program waits for what is still written. */
    private static final int FINISH_SECONDS = 60;

    private static final Executor DISK = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-files");
        thread.setDaemon(true);
        return thread;
    });

    private final SaveDialogs dialogs;
    private final Executor disk;
    private final Executor fx;

    /**
     * @param owner the window that asks
     * @param fx runs what it is given on the JavaFX thread, later
     */
    public FileSaver(Supplier<Window> owner, Executor fx) {
        this(new FxSaveDialogs(owner), DISK, fx);
    }

    FileSaver(SaveDialogs dialogs, Executor disk, Executor fx) {
        this.dialogs = dialogs;
        this.disk = disk;
        this.fx = fx;
    }

    /** Where files are written, one after another; an ending program waits for it ({@link #finish}). */
    public static Executor disk() {
        return DISK;
    }

    /** What is in a file. */
    public interface Content {

        /**
         * Runs beside the JavaFX thread.
         *
         * @throws IOException where it can't be made, with a message for display
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Asks where to save, and saves there.
     *
     * @param name what people call it; the file's name to begin with
     * @param said runs on the JavaFX thread with what became of it, for display; not where somebody thought better of it
     */
    public void save(FileKind kind, String name, Content content, Consumer<String> said) {
        choose(new Order(kind, content, said), kind.suggested(name));
    }

    /** Waits until all that was to be saved is on the disk, or can't be; a minute at most. */
    public static void finish() {
        try {
            CompletableFuture.runAsync(() -> {}, DISK).get(FINISH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return; // nobody is there any more who could be told
        }
    }

    private record Order(FileKind kind, Content content, Consumer<String> said) {}

    private void choose(Order order, String name) {
        File picked = dialogs.choose(order.kind(), name);
        if (picked == null) {
            return;
        }
        Path chosen;
        try {
            chosen = picked.toPath();
        } catch (InvalidPathException e) {
            order.said().accept("Not saved: this system can't have a file of that name; choose another one");
            return;
        }
        Path file = order.kind().withEnding(chosen);
        if (file.equals(chosen)) {
            write(order, file, true); // the dialog asked whether it may be replaced
        } else {
            CompletionStage<Boolean> exists = CompletableFuture.supplyAsync(() -> Files.exists(file), disk);
            exists.whenCompleteAsync(
                    (there, failure) -> {
                        if (Boolean.TRUE.equals(there)) {
                            ask(order, file);
                        } else {
                            write(order, file, false);
                        }
                    },
                    fx);
        }
    }

    private void ask(Order order, Path file) {
        switch (dialogs.mayReplace(file)) {
            case REPLACE -> write(order, file, true);
            case OTHER_NAME -> choose(order, String.valueOf(file.getFileName()));
            case NOT_AT_ALL -> {} // nothing is saved, as was asked for
        }
    }

    private void write(Order order, Path file, boolean replace) {
        String name = DisplayText.line(String.valueOf(file.getFileName()), NAME_CHARS_MAX);
        order.said().accept("Saving " + name + "…");
        CompletionStage<String> written = CompletableFuture.supplyAsync(() -> written(order, file, replace), disk);
        written.whenCompleteAsync(
                (problem, failure) -> {
                    if (failure == null && problem == null) {
                        order.said().accept("Saved " + name + folder(file));
                    } else {
                        order.said()
                                .accept(name + " is not saved: "
                                        + (problem == null ? "the program failed at it" : problem));
                    }
                },
                fx);
    }

    private static String folder(Path file) {
        Path parent = file.getParent();
        Path name = parent == null ? null : parent.getFileName();
        return name == null ? "" : " in " + DisplayText.line(name.toString(), NAME_CHARS_MAX);
    }

    /** Why it could not be; null where it is there. */
    private static @Nullable String written(Order order, Path file, boolean replace) {
        try {
            WholeFile.write(file, replace, order.content()::writeTo);
            return null;
        } catch (FileAlreadyExistsException e) {
            return "something else got that name meanwhile; save it once more";
        } catch (IOException e) {
            return Reason.withoutFile(e);
        } catch (OutOfMemoryError e) {
            return "there is not enough memory for it; choose a smaller scale, or a part";
        }
    }
}
