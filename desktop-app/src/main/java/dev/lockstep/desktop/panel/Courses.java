package dev.lockstep.desktop.panel;

import java.util.ArrayList;
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

    /** So many of the room's latest commits are looked through. */
    private static final int COMMITS = 1_000;

    private final SharedRoom room;
    private CompletableFuture<Map<String, List<Double>>> look = new CompletableFuture<>();
    private boolean looking;

    Courses(SharedRoom room) {
        this.room = room;
    }

    /** The values of {@code key} up to now, oldest first; none where the hub doesn't tell its past. All who ask at once share a look. */
    CompletionStage<List<Double>> of(String key) {
        if (!looking) {
            looking = true;
            look = new CompletableFuture<>();
            room.whenLoaded().thenRun(() -> {
                long last = room.seq();
                look(Math.max(1, last - COMMITS + 1), last, new HashMap<>());
            });
        }
        return look.thenApply(all -> all.getOrDefault(key, List.of()));
    }

    private void look(long from, long to, Map<String, List<Double>> found) {
        if (from > to) {
            end(found);
            return;
        }
        room.history(from, to).whenComplete((page, failure) -> {
            List<Commit> commits = page == null ? List.of() : page.segment().commits();
            commits.forEach(commit -> take(commit, found));
            if (page != null && page.more() && !commits.isEmpty()) {
                look(commits.get(commits.size() - 1).seq() + 1, to, found);
            } else {
                end(found);
            }
        });
    }

    private void end(Map<String, List<Double>> found) {
        looking = false;
        look.complete(found);
    }

    private static void take(Commit commit, Map<String, List<Double>> found) {
        for (Operation operation : commit.ops()) {
            if (operation instanceof Operation.Put put && put.value() instanceof Json.Num number) {
                found.computeIfAbsent(put.key(), key -> new ArrayList<>()).add(number.value());
            }
        }
    }
}
