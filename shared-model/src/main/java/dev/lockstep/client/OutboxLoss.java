package dev.lockstep.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Determines what damage to an outbox means for the person, and reports it. */
final class OutboxLoss {

    private final OutboxReading read;
    private final Map<String, Integer> answered = new HashMap<>(); // by room
    private boolean strange;

    OutboxLoss(OutboxReading read) {
        this.read = read;
    }

    /** A change in {@code room} is over that is not there: it is one of those that are missing, and no loss. */
    void wasAnswered(String room) {
        answered.merge(room, 1, Integer::sum);
    }

    /** A line is as it was written, and means nothing. */
    void isStrange() {
        strange = true;
    }

    /**
     * What there is to be said.
     *
     * @param known the rooms that the outbox is about: what is damaged may name others that never were
     * @param aside where what is damaged is now, null where it still lies where it was
     */
    List<StoreProblem> tell(HubFiles files, Set<String> known, @Nullable Path aside) {
        String why = read.damage() != null ? read.damage() : read.copyDamage();
        if (why == null && !read.isLossy() && !strange) {
            return List.of();
        }
        if (!read.isLossy() && !strange) {
            return List.of(new StoreProblem(
                    StoreProblem.Kind.MENDED,
                    "A file with unsent changes for " + files.where() + " was damaged (" + why
                            + "). Nothing is lost: its copy has everything.",
                    null,
                    0,
                    aside));
        }
        return lost(files, known, aside);
    }

    private List<StoreProblem> lost(HubFiles files, Set<String> known, @Nullable Path aside) {
        Map<String, Integer> byRoom = new TreeMap<>();
        for (String room : read.roomsLost()) {
            if (known.contains(room)) {
                byRoom.merge(room, 1, Integer::sum);
            }
        }
        int rest = read.changesLost()
                - byRoom.values().stream().mapToInt(Integer::intValue).sum();
        List<StoreProblem> problems = new ArrayList<>();
        byRoom.forEach((room, count) -> {
            int lost = count - answered.getOrDefault(room, 0);
            if (lost > 0) {
                problems.add(problem(files, amount(lost) + " in the room “" + room + "”", room, lost, aside));
            }
        });
        int answeredElsewhere = answered.entrySet().stream()
                .mapToInt(room -> Math.max(0, room.getValue() - byRoom.getOrDefault(room.getKey(), 0)))
                .sum();
        rest = read.moreLost() ? 0 : Math.max(0, rest - answeredElsewhere); // 0: nobody knows how many
        if (rest > 0 || read.moreLost() || problems.isEmpty()) {
            problems.add(problem(files, rest > 0 ? amount(rest) : "Unsent changes", null, rest, aside));
        }
        return problems;
    }

    private static String amount(int changes) {
        return changes == 1 ? "One unsent change" : changes + " unsent changes";
    }

    private static StoreProblem problem(
            HubFiles files, String what, @Nullable String room, int changes, @Nullable Path aside) {
        return new StoreProblem(
                StoreProblem.Kind.CHANGES_LOST,
                what + " may be lost: what this machine keeps for " + files.where()
                        + " is damaged. Look whether what you did last is there, and do again what is missing. What is left of"
                        + " the damaged files is in " + files.directory() + ".",
                room,
                changes,
                aside);
    }

    static StoreProblem notKept(HubFiles files, String reason) {
        return new StoreProblem(
                StoreProblem.Kind.NOT_KEPT,
                "Changes for " + files.where() + " can't be kept on this machine's disk (" + reason
                        + "). They are sent as long as this program runs; what is not sent when it ends is lost. Make "
                        + files.directory() + " writable, or free some space; it is tried again by itself.",
                null,
                0,
                null);
    }
}
