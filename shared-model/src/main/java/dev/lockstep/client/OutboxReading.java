package dev.lockstep.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/**
 * The combined content of an outbox and its copy. Lines that are missing in one are taken from the other; what is missing in both is
 * counted, as far as the lines around it show.
 *
 * <p>The copy may end earlier than the outbox, since it is not synced with each line; never the other way round. What ends in
 * the middle of a line was being written when the machine stopped, and was promised to nobody: that is no damage, unless the
 * other file goes on there.
 *
 * @param texts the lines, in order
 * @param generation the latest that there is, 0 where there is none
 * @param damage what is wrong with the outbox, null where nothing is
 * @param copyDamage what is wrong with its copy, null where nothing is
 * @param changesLost how many lines with changes are missing at most
 * @param moreLost whether nobody can tell how many more
 * @param roomsLost the rooms of lost changes, one for each change whose room can still be seen
 */
record OutboxReading(
        List<String> texts,
        long generation,
        @Nullable String damage,
        @Nullable String copyDamage,
        int changesLost,
        boolean moreLost,
        List<String> roomsLost) {

    /** The member of the first line that says how many lines the file had at first. */
    static final String KEPT = "kept";

    private static final Pattern ROOM = Pattern.compile("\"room\":(\"(?:[^\"\\\\]|\\\\.)*\")");

    static OutboxReading of(CheckedLines.Read main, CheckedLines.Read copy) {
        boolean plain = !main.whole().isEmpty()
                && main.whole().stream().allMatch(line -> line.generation() == 0); // 0.1.0 knows of no copy
        return new Merge(main, plain ? CheckedLines.Read.MISSING : copy).reading();
    }

    /** Whether there is nothing, and was nothing. */
    boolean isNew() {
        return texts.isEmpty() && damage == null && copyDamage == null;
    }

    /** Whether lines with changes are missing, or may be. */
    boolean isLossy() {
        return changesLost > 0 || moreLost;
    }

    private static final class Merge {

        private final CheckedLines.Read main;
        private final CheckedLines.Read copy;
        private final TreeMap<Long, TreeMap<Long, CheckedLines.Line>> generations = new TreeMap<>();
        private final TreeMap<Long, CheckedLines.Line> newest;
        private final long keptLines; // of the newest generation; 0 where it doesn't say

        private int changesLost;
        private boolean linesLost;
        private boolean moreLost;

        Merge(CheckedLines.Read main, CheckedLines.Read copy) {
            this.main = main;
            this.copy = copy;
            put(copy);
            put(main);
            newest = generations.isEmpty()
                    ? new TreeMap<>()
                    : generations.lastEntry().getValue();
            keptLines = keptLines();
        }

        private void put(CheckedLines.Read read) {
            read.whole()
                    .forEach(line -> generations
                            .computeIfAbsent(line.generation(), generation -> new TreeMap<>())
                            .put(line.number(), line));
        }

        private long keptLines() {
            CheckedLines.Line first = newest.get(0L);
            try {
                return first != null
                                && JsonParser.parse(first.text()) instanceof Json.Obj object
                                && object.get(KEPT) instanceof Json.Num kept
                        ? (long) kept.value()
                        : 0;
            } catch (MalformedException e) {
                return 0;
            }
        }

        OutboxReading reading() {
            String damage = damage(main, true);
            countLost();
            boolean complete = !linesLost && !moreLost;
            List<String> texts = new ArrayList<>();
            if (complete) {
                newest.values().forEach(line -> texts.add(line.text()));
            } else { // where there is an older generation, it has what the newer one began with
                generations.values().forEach(lines -> lines.values().forEach(line -> texts.add(line.text())));
            }
            return new OutboxReading(
                    texts,
                    generations.isEmpty() ? 0 : generations.lastKey(),
                    damage,
                    copy.isMissing() ? null : damage(copy, false),
                    changesLost,
                    moreLost,
                    changesLost == 0 ? List.of() : roomsLost());
        }

        private @Nullable String damage(CheckedLines.Read read, boolean mustBeAll) {
            if (read.why() != null) {
                return read.isMissing() && generations.isEmpty() && !isThere(copy) ? null : read.why();
            }
            if (read.whole().isEmpty()) {
                return "nothing in it can be read";
            }
            if (!read.damaged().isEmpty()) {
                return "lines in it can't be read";
            }
            CheckedLines.Line last = null;
            for (CheckedLines.Line line : read.whole()) {
                long expected = last == null ? 0 : last.number() + 1;
                if (line.number() != expected) {
                    return "lines in it are missing";
                }
                last = line;
            }
            if (last == null || last.generation() < generations.lastKey()) { // the copy is made after the outbox
                return mustBeAll ? "it is older than its copy" : null;
            }
            boolean isCut = last.number() < keptLines - 1 || (mustBeAll && last.number() < newest.lastKey());
            return isCut ? "its end is missing" : null;
        }

        private static boolean isThere(CheckedLines.Read read) {
            return !read.isMissing();
        }

        private void countLost() {
            boolean anOlderOne = generations.size() > 1;
            long number = -1;
            long changes = 0;
            for (CheckedLines.Line line : newest.values()) {
                if (line.number() > number + 1) {
                    linesLost = true;
                    boolean covered = anOlderOne && line.number() <= keptLines;
                    changesLost += covered ? 0 : (int) (line.changes() - changes - (line.isChange() ? 1 : 0));
                }
                number = line.number();
                changes = line.changes();
            }
            boolean nothingReadable = newest.isEmpty() && (isThere(main) || isThere(copy));
            linesLost |= number < keptLines - 1;
            moreLost = nothingReadable || (number < keptLines - 1 && !anOlderOne);
            int atTheEnd = Math.max(damagedBehind(main), damagedBehind(copy) + (isBegunBehind(copy) ? 1 : 0));
            changesLost += atTheEnd;
            moreLost |= atTheEnd > 0; // no line behind them says how many they were
        }

        /** How many damaged lines are behind the last one that is whole in either file. */
        private int damagedBehind(CheckedLines.Read read) {
            return reachesTheEnd(read) ? read.damagedBehind() : 0;
        }

        /** In the copy that is a loss: a line is written there only when the outbox has it. */
        private boolean isBegunBehind(CheckedLines.Read read) {
            return reachesTheEnd(read) && read.begun();
        }

        private boolean reachesTheEnd(CheckedLines.Read read) {
            List<CheckedLines.Line> whole = read.whole();
            return !whole.isEmpty()
                    && whole.get(whole.size() - 1).equals(newest.lastEntry().getValue());
        }

        private List<String> roomsLost() {
            List<String> rooms = new ArrayList<>();
            Set<Long> seen = new HashSet<>();
            List<String> damaged = new ArrayList<>(main.damaged());
            damaged.addAll(copy.damaged());
            for (String text : damaged) {
                long number = CheckedLines.numberIn(text);
                boolean isKnown = number >= 0 && (newest.containsKey(number) || !seen.add(number));
                Matcher room = ROOM.matcher(text);
                if (!isKnown && text.contains("\"type\":\"commit\"") && room.find() && rooms.size() < changesLost) {
                    String name = parse(room.group(1));
                    if (name != null) {
                        rooms.add(name);
                    }
                }
            }
            return rooms;
        }

        private static @Nullable String parse(String quoted) {
            try {
                return JsonParser.parse(quoted) instanceof Json.Text text ? text.value() : null;
            } catch (MalformedException e) {
                return null;
            }
        }
    }
}
