package dev.lockstep.desktop.data;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.shell.Place;

/** The import that runs, one at a time, and what is said of it. On the JavaFX thread. */
final class ImportRun {

    private final Place place;
    private final Executor fx;
    private final Consumer<String> begun;
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable DataImport running;

    /** @param begun is given the id of each table that is brought in */
    ImportRun(Place place, Executor fx, Consumer<String> begun) {
        this.place = place;
        this.fx = fx;
        this.begun = begun;
    }

    /** How far it is, in words; empty where none runs. */
    ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What went wrong, in words; empty where nothing did. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Brings a file in, unless one is being brought in; then it says so. */
    void file(Path file) {
        begin(watcher -> DataImport.ofFile(place, file, fx, watcher));
    }

    /** As {@link #file}, of what was copied elsewhere. */
    void text(String text) {
        begin(watcher -> DataImport.ofText(place, text, fx, watcher));
    }

    private interface Beginning {
        DataImport with(DataImport.Watcher watcher);
    }

    private void begin(Beginning beginning) {
        if (running != null) {
            problem.set("One table is being brought in already; wait for it, or cancel it.");
            return;
        }
        problem.set("");
        progress.set("Reading…");
        DataImport now = beginning.with(new DataImport.Watcher() {
            @Override
            public void progress(long count) {
                progress.set(String.format("%,d rows", count));
            }

            @Override
            public void over(@Nullable String why) {
                running = null;
                progress.set("");
                problem.set(why == null ? "" : "The table was not brought in: " + why);
            }
        });
        running = now;
        begun.accept(now.id());
    }

    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }
}
