package dev.lockstep.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A dry run of a commit: its operations are applied in order over the entries, which are not changed. */
final class Draft {

    /** One key: its value before and after what was drawn so far. */
    private static final class Slot {
        final @Nullable Json before;

        @Nullable
        Json after;

        Slot(@Nullable Json before) {
            this.before = before;
            this.after = before;
        }

        boolean differs() {
            return before == null ? after != null : !before.equals(after);
        }
    }

    private final Entries entries;
    private final long bytesBefore;
    private final Limits limits;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final List<Operation> effective = new ArrayList<>();
    private long bytesGrown;
    private @Nullable Refusal worst;

    /** @param bytes how many the keys and values of {@code entries} have */
    Draft(Entries entries, long bytes, Limits limits) {
        this.entries = entries;
        this.bytesBefore = bytes;
        this.limits = limits;
    }

    /** Does the operations on paper; null where all can be done, else the first reason in the order of {@link RefusalCode}. */
    @Nullable
    Refusal draw(CommitRequest request) {
        if (request.ops().size() > limits.opsPerCommit()) {
            refuse(RefusalCode.LIMIT, "a commit has at most " + limits.opsPerCommit() + " operations", null);
        }
        for (Operation op : request.ops()) {
            String problem = Names.problemWithKey(op.key());
            if (problem != null) {
                refuse(RefusalCode.INVALID, problem, op.key());
            } else {
                draw(op);
            }
        }
        int grown = 0;
        for (Slot slot : slots.values()) {
            grown += (slot.after == null ? 0 : 1) - (slot.before == null ? 0 : 1);
        }
        if (grown > 0 && entries.size() + grown > limits.keysPerRoom()) {
            refuse(RefusalCode.LIMIT, "a room has at most " + limits.keysPerRoom() + " keys", null);
        }
        for (Map.Entry<String, Slot> drawn : slots.entrySet()) {
            Slot slot = drawn.getValue();
            bytesGrown += Entries.bytes(drawn.getKey(), slot.after) - Entries.bytes(drawn.getKey(), slot.before);
        }
        if (bytesGrown > 0 && bytesBefore + bytesGrown > limits.bytesPerRoom()) {
            refuse(RefusalCode.LIMIT, "a room has at most " + limits.bytesPerRoom() + " bytes", null);
        }
        return worst;
    }

    /** What the operations change, without those that make no difference in the end. */
    List<Operation> effects() {
        effective.removeIf(op -> {
            Slot slot = slots.get(op.key());
            return slot == null || !slot.differs();
        });
        return effective;
    }

    /** How many bytes more the room has when this is done. */
    long bytesGrown() {
        return bytesGrown;
    }

    private void draw(Operation op) {
        Slot slot = slots.computeIfAbsent(op.key(), key -> new Slot(entries.value(key)));
        String problem = op.problemOn(slot.after);
        if (problem != null) {
            refuse(RefusalCode.INVALID, problem, op.key());
            return;
        }
        Json after = op.applyTo(slot.after);
        if (after == null ? slot.after == null : after.equals(slot.after)) {
            return;
        }
        if (after != null && after.encodedBytes() > limits.valueBytes()) {
            refuse(RefusalCode.TOO_LARGE, "a value has at most " + limits.valueBytes() + " bytes", op.key());
        } else if (after != null && after.depth() > Limits.VALUE_DEPTH_MAX) {
            refuse(RefusalCode.TOO_LARGE, "a value is at most " + Limits.VALUE_DEPTH_MAX + " levels deep", op.key());
        }
        slot.after = after;
        effective.add(op instanceof Operation.Add && after != null ? new Operation.Put(op.key(), after) : op);
    }

    private void refuse(RefusalCode code, String message, @Nullable String key) {
        if (worst == null || code.compareTo(worst.code()) < 0) {
            worst = new Refusal(code, message, key);
        }
    }
}
