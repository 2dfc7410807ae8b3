package dev.lockstep.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.model.Access;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Role;
import dev.lockstep.model.Rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompactFramesTest {

    private static final Commit BY_ADA =
            new Commit(58, "ada", 7, 1_790_000_000_000L, List.of(put("count", Json.of(4))), List.of(), false);
    private static final Commit BY_GRACE = new Commit(
            59,
            "grace",
            9,
            1_790_000_000_035L,
            List.of(
                    new Operation.Merge("shape/1", new Json.Obj(Map.of("x", Json.of(3)))),
                    new Operation.Remove("old"),
                    put("likes", Json.of("\"12\" \u00e9"))),
            List.of(),
            true);
    private static final Commit BY_TIME = new Commit(
            60,
            null,
            0,
            1_790_000_000_020L,
            List.of(),
            List.of(new LockInfo("count", null, null, 0, 0)),
            false,
            List.of(new Rule("message", Rule.Who.CREATOR)),
            new Access(Role.VIEWER, new TreeMap<>(), new TreeMap<>()));
    private static final HubMessage.Changes CHANGES =
            new HubMessage.Changes("lobby", List.of(BY_ADA, BY_GRACE, BY_TIME), Map.of("ada", "Ada"));
    private static final HubMessage.Snapshot SNAPSHOT = new HubMessage.Snapshot(
            "lobby",
            "e1",
            57,
            List.of(
                    new Entry("count", Json.of(3), 57, 2, "ada", "grace"),
                    new Entry("likes", Json.of(12), 7, 7, "grace", "grace"),
                    new Entry("old", Json.ofNull(), 5, 1, null, null)),
            Map.of("ada", "Ada", "grace", "Grace"),
            true);

    private final ClientNumbers numbers = new ClientNumbers();
    private final HubDecoder decoder = new HubDecoder();

    private static Operation put(String key, Json value) {
        return new Operation.Put(key, value);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = CompactFramesTest.class.getResourceAsStream("/wire-compact/" + name + ".json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private void join() throws MalformedException {
        HubMessage.Joined joined = new HubMessage.Joined(
                "lobby",
                "e1",
                57,
                "editor",
                List.of(),
                List.of(),
                List.of(),
                null,
                new HubMessage.Numbers(12, numbers.clients()),
                Access.DEFAULT,
                false,
                null);
        assertThat(decoder.decode(WireCodec.encode(joined))).isEqualTo(joined);
    }

    @Test
    @DisplayName("[CF4] [CF5] [CF6] [CF7] changes, as they always were in compact frames")
    void changes() throws IOException, MalformedException {
        join();
        String frame = CompactCodec.encode(12, CHANGES, numbers);
        assertThat(frame).isEqualTo(golden("changes"));
        assertThat(decoder.decode(frame)).isEqualTo(CHANGES);
    }

    @Test
    @DisplayName("[CF2] a part of a snapshot, as it always was in compact frames")
    void snapshot() throws IOException, MalformedException {
        String frame = CompactCodec.encode(SNAPSHOT);
        assertThat(frame).isEqualTo(golden("snapshot"));
        assertThat(decoder.decode(frame)).isEqualTo(SNAPSHOT);
    }

    @Test
    @DisplayName(
            "[CF2] entries of any history come back as they were, and what is as usual costs nothing beside key and value")
    void histories() throws MalformedException {
        SplittableRandom random = new SplittableRandom(7);
        String[] clients = {null, "ada", "grace", "alan"};
        for (int round = 0; round < 2_000; round++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                long created = 1 + random.nextInt(4);
                String by = clients[random.nextInt(clients.length)];
                String changedBy = random.nextBoolean() || by == null ? by : clients[1 + random.nextInt(3)];
                entries.add(new Entry("k" + i, Json.of(i), created + random.nextInt(2), created, by, changedBy));
            }
            HubMessage.Snapshot snapshot = new HubMessage.Snapshot("r", "e", 9, entries, Map.of(), false);
            assertThat(decoder.decode(CompactCodec.encode(snapshot))).isEqualTo(snapshot);
        }
        List<Entry> usual = List.of(
                new Entry("a", Json.of(1), 1, 1, "ada", "ada"),
                new Entry("b", Json.of(2), 2, 2, "ada", "ada"),
                new Entry("c", Json.of(3), 3, 3, "ada", "ada"));
        assertThat(CompactCodec.encode(new HubMessage.Snapshot("r", "e", 3, usual, Map.of(), false)))
                .endsWith(",\"a\",1,1,0,1,\"b\",2,\"c\",3]");
    }

    @Test
    @DisplayName("[CF3] [CF5] a client is named once, and whoever joins later is told of those that were named before")
    void numbers() throws MalformedException {
        join();
        HubMessage.Changes first = new HubMessage.Changes("lobby", List.of(BY_ADA));
        assertThat(CompactCodec.encode(12, first, numbers)).contains("ada");
        String second = CompactCodec.encode(12, first, numbers);
        assertThat(second).doesNotContain("ada");
        assertThatThrownBy(() -> decoder.decode(second)).isInstanceOf(MalformedException.class);

        HubDecoder later = new HubDecoder();
        later.decode(WireCodec.encode(new HubMessage.Joined(
                "lobby",
                "e1",
                58,
                "editor",
                List.of(),
                List.of(),
                null,
                null,
                new HubMessage.Numbers(12, numbers.clients()),
                Access.DEFAULT,
                false,
                null)));
        assertThat(later.decode(second)).isEqualTo(first);
    }

    @Test
    @DisplayName("[CF5] numbers begin anew where there are too many, and members go on")
    void many() throws MalformedException {
        join();
        for (int client = 0; client < 3 * ClientNumbers.CLIENTS_MAX; client++) {
            HubMessage.Changes changes = new HubMessage.Changes(
                    "lobby",
                    List.of(
                            new Commit(client + 1, "c" + client, 1, 5, List.of(put("k", Json.of(1))), List.of(), false),
                            new Commit(client + 2, "ada", 1, 5, List.of(put("k", Json.of(2))), List.of(), false)));
            assertThat(decoder.decode(CompactCodec.encode(12, changes, numbers)))
                    .isEqualTo(changes);
            assertThat(numbers.clients()).hasSizeLessThanOrEqualTo(ClientNumbers.CLIENTS_MAX);
        }
    }

    @Test
    @DisplayName("[CF1] all samples of changes and snapshots come back as they were")
    void samples() throws MalformedException {
        List<HubMessage> samples = new ArrayList<>(Samples.hubMessages().values());
        join();
        for (HubMessage sample : samples) {
            if (sample instanceof HubMessage.Snapshot snapshot) {
                assertThat(decoder.decode(CompactCodec.encode(snapshot))).isEqualTo(snapshot);
            } else if (sample instanceof HubMessage.Changes changes && isInOrder(changes.commits())) {
                HubMessage.Changes here = new HubMessage.Changes("lobby", changes.commits(), changes.authors());
                assertThat(decoder.decode(CompactCodec.encode(12, here, numbers)))
                        .isEqualTo(here);
            }
        }
    }

    private static boolean isInOrder(List<Commit> commits) {
        long first = commits.isEmpty() ? 0 : commits.get(0).seq();
        return !commits.isEmpty()
                && commits.stream().allMatch(commit -> commit.seq() == first + commits.indexOf(commit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[12]",
                "[12,1]",
                "[12,0,5]",
                "[13,1,5]",
                "[1e99,1,5]",
                "[\"x\",1,5]",
                "[12,1,5,7]",
                "[12,1,5,[1,1,0,\"k\",2]]",
                "[12,1,5,[0,1,0,\"k\",2]]",
                "[12,1,5,[0,0,-6,\"k\",2]]",
                "[12,1,5,[0,0,0,\"k\"]]",
                "[12,1,5,[0,0,0,2,\"k\"]]",
                "[12,1,5,[0,0,0,0,1]]",
                "[12,1,5,[0,0,0,1,\"k\"]]",
                "[12,1,5,[0,0,0,{},\"k\",1]]",
                "[12,1,5,{\"clients\":{\"0\":\"a\"}}]",
                "[12,1,5,{\"clients\":{\"x\":\"a\"}}]",
                "[{}]",
                "[{\"room\":\"r\",\"epoch\":\"e\",\"seq\":1},\"k\",1,1,0,1,0]",
                "[{\"room\":\"r\",\"epoch\":\"e\",\"seq\":1},\"k\",1,0,0,0,0]",
                "[{\"room\":\"r\",\"epoch\":\"e\",\"seq\":1},\"k\",1,1,0,0,0,0]",
                "[{\"room\":\"r\",\"epoch\":\"e\",\"seq\":1},\"k\"]",
                "[{\"room\":\"r\",\"epoch\":\"e\",\"seq\":1},1]"
            })
    @DisplayName("nonsense from a hub is told from a frame")
    void nonsense(String frame) throws MalformedException {
        join();
        assertThatThrownBy(() -> decoder.decode(frame)).isInstanceOf(MalformedException.class);
    }

    @Test
    @DisplayName("a room that was left has no number any more")
    void left() throws MalformedException {
        join();
        decoder.decode(WireCodec.encode(new HubMessage.Left("lobby")));
        assertThatThrownBy(() -> decoder.decode("[12,1,5,[0,0,0,\"k\",2]]")).isInstanceOf(MalformedException.class);
    }
}
