package dev.lockstep.hub.room;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatchUpTest {

    private static final Json LARGE = Json.of("x".repeat(50_000));

    private final HubMessage.Joined joined = new HubMessage.Joined("lobby", "e1", 20, "editor", List.of(), List.of());

    @Test
    @DisplayName("[RM2] an empty room is one snapshot without entries, and joined")
    void empty() {
        assertThat(all(CatchUp.snapshot(joined, List.of(), new AuthorNames())))
                .containsExactly(new HubMessage.Snapshot("lobby", "e1", 20, List.of(), false), joined);
    }

    @Test
    @DisplayName("[RM4] a large room is cut into parts that are not much larger than one value")
    void parts() {
        List<Entry> entries = LongStream.rangeClosed(1, 20)
                .mapToObj(i -> new Entry("k" + i, LARGE, i, i))
                .toList();

        List<HubMessage> messages = all(CatchUp.snapshot(joined, entries, new AuthorNames()));

        List<Entry> told = new ArrayList<>();
        for (HubMessage message : messages.subList(0, messages.size() - 1)) {
            HubMessage.Snapshot part = (HubMessage.Snapshot) message;
            assertThat(part.entries()).hasSizeLessThanOrEqualTo(3);
            told.addAll(part.entries());
            assertThat(part.more()).isEqualTo(told.size() < entries.size());
        }
        assertThat(told).isEqualTo(entries);
        assertThat(messages.get(messages.size() - 1)).isEqualTo(joined);
    }

    @Test
    @DisplayName("[RM3] missed commits come in parts too, and none are joined at once")
    void changes() {
        List<Commit> commits = LongStream.rangeClosed(1, 20)
                .mapToObj(i -> new Commit(i, "c", i, 0, List.of(new Operation.Put("k", LARGE)), List.of(), false))
                .toList();

        List<HubMessage> messages = all(CatchUp.changes(joined, commits.stream(), new AuthorNames()));

        assertThat(messages).hasSizeGreaterThan(5);
        List<Commit> told = new ArrayList<>();
        messages.subList(0, messages.size() - 1).forEach(m -> told.addAll(((HubMessage.Changes) m).commits()));
        assertThat(told).isEqualTo(commits);
        assertThat(all(CatchUp.changes(joined, Stream.empty(), new AuthorNames())))
                .containsExactly(joined);
    }

    @Test
    @DisplayName("commits that only free many locks at once come in parts too")
    void locks() {
        List<LockInfo> freed = IntStream.range(0, 1_000)
                .mapToObj(i -> new LockInfo("key/" + i, null, null, 0, 0))
                .toList();
        List<Commit> commits = LongStream.rangeClosed(1, 10)
                .mapToObj(i -> new Commit(i, null, 0, 0, List.of(), freed, false))
                .toList();

        assertThat(all(CatchUp.changes(joined, commits.stream(), new AuthorNames())))
                .hasSizeGreaterThan(5);
    }

    @Test
    @DisplayName("after the end there is nothing")
    void end() {
        CatchUp opening = CatchUp.changes(joined, Stream.empty(), new AuthorNames());
        opening.next();

        assertThat(opening.hasNext()).isFalse();
        assertThatThrownBy(opening::next).isInstanceOf(NoSuchElementException.class);
    }

    private static List<HubMessage> all(CatchUp opening) {
        List<HubMessage> messages = new ArrayList<>();
        opening.forEachRemaining(frame -> {
            try {
                messages.add(
                        WireCodec.decodeHub(StandardCharsets.UTF_8.decode(frame).toString()));
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        });
        return messages;
    }
}
