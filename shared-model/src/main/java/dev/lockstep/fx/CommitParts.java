package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;

import dev.lockstep.model.Limits;
import dev.lockstep.model.Names;
import dev.lockstep.model.Operation;

/** Divides what is more than one commit holds into as few as there can be. */
final class CommitParts {

    /** What one commit has of values, at most: half of what a frame may. */
    private static final long PART_BYTES_MAX = Limits.DEFAULT.frameBytes() / 2;

    private CommitParts() {}

    /** As many operations at a time as a commit, and a frame, may have. */
    static List<List<Operation>> of(List<Operation> ops) {
        List<List<Operation>> parts = new ArrayList<>();
        List<Operation> part = new ArrayList<>();
        long bytes = 0;
        for (Operation op : ops) {
            long size = Names.KEY_CHARS_MAX;
            if (op instanceof Operation.Put put) {
                size += put.value().encodedBytes();
            } else if (op instanceof Operation.Merge merge) {
                size += merge.value().encodedBytes();
            }
            boolean full = part.size() == Limits.DEFAULT.opsPerCommit() || bytes + size > PART_BYTES_MAX;
            if (full && !part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(op);
            bytes += size;
        }
        parts.add(part);
        return parts;
    }
}
