package dev.lockstep.desktop.panel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.lockstep.fx.RoomHistory;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.HubMessage;

/** What numbers of a room were before, from its history. On the JavaFX thread. */
final class ValueHistories {

    /** A hub looks through a part of the past at once; where nothing is found in so many parts, it is too long ago. */
    private static final int PARTS_MAX = 8;

    /**
     * @param seq the last commit that was looked at
     * @param values up to then, oldest first; not empty
     */
    record Told(long seq, List<Double> values) {}

    private final SharedRoom room;
    private Map<String, List<Consumer<Told>>> asking = new LinkedHashMap<>();

    ValueHistories(SharedRoom room) {
        this.room = room;
    }

    /**
     * With the next {@link #look}, the values of {@code key} up to now are looked for.
     *
     * @param told gets them, maybe several times and each time more; never called where the hub doesn't tell its past
     */
    void ask(String key, Consumer<Told> told) {
        asking.computeIfAbsent(key, k -> new ArrayList<>()).add(told);
    }

    /** One search for all that was asked for. */
    void look() {
        if (!asking.isEmpty()) {
            Map<String, List<Consumer<Told>>> wanted = asking;
            asking = new LinkedHashMap<>();
            lookFor(wanted);
        }
    }

    private void lookFor(Map<String, List<Consumer<Told>>> wanted) {
        room.whenLoaded().whenComplete((loaded, failure) -> {
            if (failure == null) {
                new Look(room.seq(), wanted).goOn(room.seq(), PARTS_MAX);
            } else {
                lookFor(wanted); // with the next attempt to join
            }
        });
    }

    private final class Look {

        private final long seq;
        private final Map<String, List<Consumer<Told>>> wanted;
        private final Map<String, Deque<Double>> found = new HashMap<>();

        Look(long seq, Map<String, List<Consumer<Told>>> wanted) {
            this.seq = seq;
            this.wanted = wanted;
        }

        void goOn(long to, int parts) {
            List<String> missing = wanted.keySet().stream()
                    .filter(key -> of(key).size() < ValueHistory.VALUES_MAX)
                    .toList();
            if (parts > 0 && !missing.isEmpty()) {
                RoomHistory.latest(room, to, missing, ValueHistory.VALUES_MAX)
                        .thenAccept(page -> page.ifPresent(told -> {
                            take(told);
                            if (told.more() && told.since() > 1) {
                                goOn(told.since() - 1, parts - 1);
                            }
                        }));
            }
        }

        private Deque<Double> of(String key) {
            return found.computeIfAbsent(key, k -> new ArrayDeque<>());
        }

        private void take(HubMessage.History page) {
            List<Commit> commits = page.segment().commits();
            for (int i = commits.size() - 1; i >= 0; i--) {
                for (Operation operation : commits.get(i).ops()) {
                    if (operation instanceof Operation.Put put
                            && put.value() instanceof Json.Num number
                            && of(put.key()).size() < ValueHistory.VALUES_MAX) {
                        of(put.key()).addFirst(number.value());
                    }
                }
            }
            for (String key : page.keys()) {
                if (!of(key).isEmpty()) {
                    Told told = new Told(seq, List.copyOf(of(key)));
                    wanted.getOrDefault(key, List.of()).forEach(each -> each.accept(told));
                }
            }
        }
    }
}
