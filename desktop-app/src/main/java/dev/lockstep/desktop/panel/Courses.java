package dev.lockstep.desktop.panel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

/** What numbers of a room were before, from its history. On the JavaFX thread. */
final class Courses {

    /**
     * @param seq the last commit that was looked at
     * @param values up to then, oldest first
     */
    record Told(long seq, List<Double> values) {}

    /** So many of the room's latest commits are looked through. */
    private static final int COMMITS = 1_000;

    /** A page is as much as one frame holds; a room whose commits are large has a shorter past here. */
    private static final int PAGES_MAX = 8;

    /** So many numbers are kept of a key: as many as are drawn. */
    private static final int NUMBERS_MAX = Course.VALUES_MAX;

    private final SharedRoom room;
    private CompletableFuture<Map<String, List<Double>>> look = new CompletableFuture<>();
    private boolean looking;
    private long lookedAt;

    Courses(SharedRoom room) {
        this.room = room;
    }

    /** The values of {@code key} up to now, oldest first; none where the hub doesn't tell its past. All who ask at once share a look. */
    CompletionStage<Told> of(String key) {
        if (!looking) {
            looking = true;
            look = new CompletableFuture<>();
            room.whenLoaded().thenRun(() -> {
                long last = room.seq();
                lookedAt = last;
                look(Math.max(1, last - COMMITS + 1), last, PAGES_MAX, new HashMap<>());
            });
        }
        return look.thenApply(all -> new Told(lookedAt, all.getOrDefault(key, List.of())));
    }

    private void look(long from, long to, int pages, Map<String, Deque<Double>> found) {
        if (from > to || pages == 0) {
            end(found);
            return;
        }
        room.history(from, to).whenComplete((page, failure) -> {
            List<Commit> commits = page == null ? List.of() : page.segment().commits();
            commits.forEach(commit -> take(commit, found));
            long next = commits.isEmpty() ? 0 : commits.get(commits.size() - 1).seq() + 1;
            if (page != null && page.more() && next > from) {
                look(next, to, pages - 1, found);
            } else {
                end(found);
            }
        });
    }

    private void end(Map<String, Deque<Double>> found) {
        looking = false;
        Map<String, List<Double>> all = new HashMap<>();
        found.forEach((key, numbers) -> all.put(key, List.copyOf(numbers)));
        look.complete(all);
    }

    private static void take(Commit commit, Map<String, Deque<Double>> found) {
        for (Operation operation : commit.ops()) {
            if (operation instanceof Operation.Put put
                    && put.key().startsWith(PanelItem.PREFIX + "/")
                    && put.value() instanceof Json.Num number) {
                Deque<Double> numbers = found.computeIfAbsent(put.key(), key -> new ArrayDeque<>());
                numbers.addLast(number.value());
                if (numbers.size() > NUMBERS_MAX) {
                    numbers.removeFirst();
                }
            }
        }
    }
}
