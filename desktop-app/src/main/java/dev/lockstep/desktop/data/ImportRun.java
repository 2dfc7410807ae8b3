package dev.lockstep.desktop.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.read.ImportSource;
import dev.lockstep.desktop.data.read.TableAnalysis;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.RoomContext;

/**
 * What is brought in, one table at a time: first a draft, which is looked at and corrected, then the import that shares it. On
 * the JavaFX thread.
 */
final class ImportRun {

    private final RoomContext context;
    private final Executor fx;
    private final Supplier<List<TableInfo>> tables;
    private final Consumer<String> begun;
    private final ReadOnlyObjectWrapper<@Nullable ImportDraft> draft = new ReadOnlyObjectWrapper<>(this, "draft");
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable DataImport running;

    /**
     * @param tables those that there are
     * @param begun is given the id of each table that is brought in
     */
    ImportRun(RoomContext context, Executor fx, Supplier<List<TableInfo>> tables, Consumer<String> begun) {
        this.context = context;
        this.fx = fx;
        this.tables = tables;
        this.begun = begun;
    }

    /** What is about to be brought in; null where nothing is. */
    ReadOnlyObjectProperty<@Nullable ImportDraft> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    /** How far the import is, in words; empty where none runs. */
    ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What went wrong, in words; empty where nothing did. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Makes a draft of it, in place of one that is there. */
    void open(ImportSource source) {
        if (running != null) {
            problem.set("One table is being brought in already; wait for it, or cancel it.");
            return;
        }
        dismiss();
        problem.set("");
        ImportDraft made = ImportDraft.of(source, Locale.getDefault(Locale.Category.FORMAT), fx);
        made.problemProperty().addListener((property, before, now) -> failed(made, now));
        draft.set(made);
    }

    /** What never was a table can't be corrected either. */
    private void failed(ImportDraft its, String why) {
        if (!why.isEmpty() && its.equals(draft.get()) && its.dialectProperty().get() == null) {
            dismiss();
            problem.set("The table was not brought in: " + why);
        }
    }

    /** A name for the draft that no table has. */
    String freeName(String wanted) {
        Set<String> taken = tables.get().stream().map(TableInfo::name).collect(Collectors.toSet());
        String clean = DisplayText.line(wanted, TableInfo.NAME_MAX).strip();
        String name = clean.isEmpty() ? "Table" : clean;
        for (int again = 2; taken.contains(name); again++) {
            name = (clean.isEmpty() ? "Table" : clean) + " (" + again + ")";
        }
        return name;
    }

    /** Shares the draft, as far as it is known what it is. */
    void accept(String name) {
        ImportDraft its = draft.get();
        TableAnalysis as = its == null ? null : its.analysisProperty().get();
        if (its == null || as == null || running != null) {
            return;
        }
        dismiss();
        progress.set("Reading…");
        DataImport made = DataImport.of(context, freeName(name), its.source(), as, fx, new DataImport.Watcher() {
            @Override
            public void progress(long count) {
                progress.set(String.format("%,d of %,d rows", count, as.rows()));
            }

            @Override
            public void over(@Nullable String why) {
                running = null;
                progress.set("");
                problem.set(why == null ? "" : "The table was not brought in: " + why);
            }
        });
        running = made;
        begun.accept(made.id());
    }

    /** Gives the draft up. */
    void dismiss() {
        ImportDraft its = draft.get();
        if (its != null) {
            draft.set(null);
            its.close();
        }
    }

    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }
}
