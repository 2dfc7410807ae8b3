package dev.lockstep.desktop.data;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.shell.Place;

/** The import that runs, one at a time, and what is said of it. On the JavaFX thread. */
final class ImportRun {

    private final Place place;
    private final Executor fx;
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable DataImport running;

    ImportRun(Place place, Executor fx) {
        this.place = place;
        this.fx = fx;
    }

    /** How far it is, in words; empty where none runs. */
    ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What went wrong, in words; empty where nothing did. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void file(Path file) {
        begin(watcher -> DataImport.ofFile(place, file, fx, watcher));
    }

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
        running = beginning.with(new DataImport.Watcher() {
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
    }

    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }
}
