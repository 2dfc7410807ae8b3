package dev.lockstep.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import dev.lockstep.model.RefusalCode;
import dev.lockstep.wire.HubMessage;

/** The requested pages of a room's history that have not arrived yet. On the room's executor alone. */
final class HistoryPages {

    private record Range(long from, long to, List<String> keys) {}

    private final Map<Range, Queue<CompletableFuture<HubMessage.History>>> waiting = new HashMap<>();

    /** @param keys those whose past was asked for, empty for all */
    CompletableFuture<HubMessage.History> await(long from, long to, List<String> keys) {
        CompletableFuture<HubMessage.History> page = new CompletableFuture<>();
        waiting.computeIfAbsent(new Range(from, to, keys), r -> new ArrayDeque<>())
                .add(page);
        return page;
    }

    void came(HubMessage.History page) {
        Range range = new Range(page.from(), page.to(), page.keys());
        if (page.keys().isEmpty() && !waiting.containsKey(range)) {
            failSearches(page);
            return;
        }
        Queue<CompletableFuture<HubMessage.History>> some = waiting.get(range);
        CompletableFuture<HubMessage.History> first = some == null ? null : some.poll();
        if (some != null && some.isEmpty()) {
            waiting.remove(range);
        }
        String problem = page.problem();
        if (first != null && problem == null) {
            first.complete(page);
        } else if (first != null && problem != null) {
            first.completeExceptionally(refusal(problem));
        }
    }

    /** A hub that doesn't know what keys are for tells all: the wrong end of what was looked for. */
    private void failSearches(HubMessage.History page) {
        List<Range> searches = waiting.keySet().stream()
                .filter(range -> range.from() == page.from() && range.to() == page.to())
                .toList();
        for (Range search : searches) {
            Queue<CompletableFuture<HubMessage.History>> failed = waiting.remove(search);
            if (failed != null) {
                String why = page.problem() == null ? "this hub can't look for keys in its history" : page.problem();
                failed.forEach(each -> each.completeExceptionally(refusal(why)));
            }
        }
    }

    /** None of them will come. */
    void fail(String why) {
        List<CompletableFuture<HubMessage.History>> failed = new ArrayList<>();
        waiting.values().forEach(failed::addAll);
        waiting.clear();
        failed.forEach(page -> page.completeExceptionally(refusal(why)));
    }

    static RefusedException refusal(String why) {
        return new RefusedException(RefusalCode.UNAVAILABLE, why, null, null);
    }
}
