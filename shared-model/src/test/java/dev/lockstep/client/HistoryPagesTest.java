package dev.lockstep.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Segment;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers of the past find those who asked. */
class HistoryPagesTest {

    private static final HubMessage.History ALL = new HubMessage.History("lobby", 1, 9, Segment.EMPTY, false, null);
    private static final HubMessage.History OF_A =
            new HubMessage.History("lobby", 1, 9, List.of("a"), 1, Segment.EMPTY, false, null);

    private final HistoryPages pages = new HistoryPages();

    @Test
    @DisplayName("who asked for keys gets the past of those keys, whoever asked first")
    void apart() {
        CompletableFuture<HubMessage.History> all = pages.await(1, 9, List.of());
        CompletableFuture<HubMessage.History> ofB = pages.await(1, 9, List.of("b"));
        CompletableFuture<HubMessage.History> ofA = pages.await(1, 9, List.of("a"));
        pages.came(OF_A);
        assertThat(ofA).isCompletedWithValue(OF_A);
        pages.came(ALL);
        assertThat(all).isCompletedWithValue(ALL);
        assertThat(ofB).isNotDone();
    }

    @Test
    @DisplayName("[TR3] a hub that leaves keys aside as unknown is no answer to who asked for them")
    void olderHub() {
        CompletableFuture<HubMessage.History> ofA = pages.await(1, 9, List.of("a"));
        CompletableFuture<HubMessage.History> other = pages.await(1, 8, List.of("a"));
        pages.came(ALL);
        assertThat(ofA).isCompletedExceptionally();
        assertThat(other).isNotDone();
    }
}
