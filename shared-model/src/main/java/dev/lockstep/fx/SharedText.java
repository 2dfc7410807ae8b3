package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableStringValue;
import javafx.beans.value.WritableStringValue;

import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.client.Subscription;
import dev.lockstep.client.TextReplica;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.TextChange;
import dev.lockstep.model.TextUndo;

/**
 * A text that several people edit at the same time. What anyone types arrives, also what is typed without a connection: where two edit
 * the same place, one of both comes first; what one deletes is deleted, with nothing that another has put into it. {@link #undo} takes back what
 * was done here, and nothing that others did.
 *
 * <p>The entry is a text like that of a {@link SharedString}, which shows it too. Setting the whole text counts as an edit of what is
 * different. With each edit the whole text is sent, so it is for texts that people type, up to some thousand words. One that the hub refuses,
 * since it is too long or its writer may not, is told to {@link SharedRoom#onRefused} and taken back.
 *
 * <p>Where the entry is no text, this is empty and can't be edited; {@link #setValue} repairs it.
 */
public final class SharedText extends SharedProperty<String> implements ObservableStringValue, WritableStringValue {

    /** Takes each change of a text, with where in it. */
    public interface ChangeHandler {
        /**
         * @param change of the text that was there before
         * @param byOthers whether it came from elsewhere, and not from an edit here
         */
        void changed(TextChange change, boolean byOthers);
    }

    private record Change(TextChange change, boolean byOthers) {}

    private final Handlers<Change> handlers;
    private final TextUndo undo = new TextUndo();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper(this, "undoable");
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper(this, "redoable");
    private final TextReplica replica;
    private @Nullable SharedLock lock;
    private boolean isQuiet; // what is heard now is not to be told to listeners

    SharedText(RoomCore room, String key) {
        super(room, key, "");
        handlers = new Handlers<>(room.name());
        replica = new TextReplica(room.client(), key, this::commit, this::changed);
    }

    private CompletionStage<Receipt> commit(CommitRequest request) {
        SharedLock guard = lock;
        if (guard == null) {
            return core().submitFoldable(request);
        }
        List<CompletionStage<Receipt>> receipt = new ArrayList<>(1);
        guard.run(() -> receipt.add(core().submitFoldable(request)));
        return receipt.get(0);
    }

    /** Has what is edited from now on done under {@code guard} while this program holds that, as by {@link SharedLock#run}; null for none. */
    public void setLock(@Nullable SharedLock guard) {
        core().checkThread();
        lock = guard;
    }

    private void changed(TextChange change, TextReplica.Cause cause) {
        switch (cause) {
            case EDIT -> {} // it knows
            case OTHERS -> undo.othersDid(change);
            case REFUSED -> undo.clear(); // of steps that nobody else has seen
        }
        updateUndo();
        if (!isQuiet) {
            super.fire();
            core().refreshes().touch(key());
        }
        handlers.call(new Change(change, cause != TextReplica.Cause.EDIT));
    }

    /** Carets and what is typed next are at places in the text as it is now. */
    @Override
    void changedQuietly() {
        isQuiet = true;
        try {
            replica.update();
        } finally {
            isQuiet = false;
        }
    }

    @Override
    void fire() {
        replica.update();
        super.fire();
    }

    // ---- reading

    /** The text, never null. */
    @Override
    public String get() {
        String text = getValue();
        return text == null ? "" : text;
    }

    @Override
    @Nullable
    Json stored() {
        return replica.isReadable() ? Json.of(replica.text()) : core().peek(key());
    }

    @Override
    @Nullable
    String decode(Json json) {
        if (json instanceof Json.Text text) {
            return text.value();
        }
        throw new JsonParseException("not a text");
    }

    /** Whether the hub has all that was typed here. */
    public boolean isSaved() {
        return replica.isSaved();
    }

    /** Whether it can be edited: the entry is a text, or there is none. */
    public boolean isReadable() {
        return replica.isReadable();
    }

    /** Runs {@code handler} at each change, until the subscription is closed. */
    public Subscription onChange(ChangeHandler handler) {
        core().checkThread();
        Subscription subscription = handlers.add(change -> handler.changed(change.change(), change.byOthers()));
        keepIfUsed();
        return () -> {
            subscription.close();
            keepIfUsed();
        };
    }

    @Override
    boolean isUsed() {
        return super.isUsed() || !handlers.isEmpty();
    }

    // ---- editing

    /** Edits the text to be {@code value}; null counts as empty. */
    @Override
    public void set(@Nullable String value) {
        setValue(value);
    }

    @Override
    @Nullable
    String normal(@Nullable String value) {
        return value == null ? "" : value;
    }

    @Override
    void store(Json next) {
        if (!replica.isReadable()) {
            super.store(next);
        } else if (next instanceof Json.Text text) {
            edit(TextChange.between(replica.text(), text.value()));
        }
    }

    /**
     * Does {@code change}.
     *
     * @throws IllegalArgumentException where it is for a text of another length
     * @throws IllegalStateException where the entry is no text
     */
    public void edit(TextChange change) {
        core().checkThread();
        if (!replica.isReadable()) {
            throw new IllegalStateException("the value at " + key() + " is no text; setValue replaces it");
        }
        if (!change.isNothing()) {
            undo.did(replica.text(), change);
            replica.edit(change);
        }
    }

    /** Puts {@code text} in at {@code position}. */
    public void insert(int position, String text) {
        replace(position, position, text);
    }

    /** Deletes what is from {@code start} to {@code end}. */
    public void delete(int start, int end) {
        replace(start, end, "");
    }

    /**
     * Puts {@code text} in place of what is from {@code start} to {@code end}.
     *
     * @throws IndexOutOfBoundsException where the text has no such part
     * @throws IllegalStateException where the entry is no text
     */
    public void replace(int start, int end, String text) {
        edit(TextChange.replace(replica.text().length(), start, end, text));
    }

    // ---- undo

    /** Takes back what was last typed or deleted here in one go; does nothing where there is nothing. */
    public void undo() {
        core().checkThread();
        redo(undo.undo(replica.text()));
    }

    /** Does again what was taken back last; does nothing where there is nothing. */
    public void redo() {
        core().checkThread();
        redo(undo.redo(replica.text()));
    }

    private void redo(@Nullable TextChange change) {
        if (change != null) {
            replica.edit(change);
        }
        updateUndo();
    }

    private void updateUndo() {
        undoable.set(undo.canUndo());
        redoable.set(undo.canRedo());
    }

    /** Whether {@link #undo} would do something. */
    public ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /** Whether {@link #redo} would do something. */
    public ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }
}
