package dev.lockstep.model;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.*;
import static org.assertj.core.api.Assertions.assertThat;

class CommitTest {

    private final TestRoom room = TestRoom.with("ada", "grace");

    @Test
    @DisplayName("[CM2] [CM16] a commit is done whole or not at all")
    void allOrNothing() {
        room.commit("ada", put("a", "1"), put("text", "\"x\""));
        RoomSnapshot before = room.state.snapshot();
        Outcome outcome = room.commit("ada", put("a", "2"), put("b", "3"), add("text", 1), remove("a"));
        assertThat(codeOf(outcome)).isEqualTo(RefusalCode.INVALID);
        assertThat(outcome.commits()).isEmpty();
        assertThat(room.state.snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName("[CM3] later operations see what the earlier did")
    void inOrder() {
        room.commit("ada", put("n", "1"), add("n", 2), add("n", 4), merge("o", "{\"a\":1}"), merge("o", "{\"b\":2}"));
        assertThat(room.value("n")).isEqualTo("7");
        assertThat(room.state.entries().value("o")).isEqualTo(json("{\"a\":1,\"b\":2}"));
        room.commit("ada", remove("n"), add("n", 5));
        assertThat(room.value("n")).isEqualTo("5");
        room.commit("ada", put("n", "\"text\""), put("n", "1"), add("n", 1));
        assertThat(room.value("n")).isEqualTo("2");
    }

    @Test
    @DisplayName("[CM4] put sets the value, whatever was there")
    void put_sets() {
        for (String value : List.of("1", "\"x\"", "null", "{\"a\":null}", "[]", "false")) {
            room.commit("ada", put("k", value));
            assertThat(room.value("k")).isEqualTo(value);
        }
    }

    @Test
    @DisplayName("[CM5] [CM6] merge changes an object, and sets one where there is none")
    void merges() {
        room.commit("ada", merge("absent", "{\"a\":1,\"b\":null}"), put("number", "3"), put("o", "{\"a\":1,\"b\":2}"));
        room.commit("ada", merge("number", "{\"a\":null,\"c\":{}}"), merge("o", "{\"a\":null,\"b\":3}"));
        assertThat(room.value("absent")).isEqualTo("{\"a\":1}");
        assertThat(room.value("number")).isEqualTo("{\"c\":{}}");
        assertThat(room.value("o")).isEqualTo("{\"b\":3}");
        room.commit("ada", merge("o", "[1]"));
        assertThat(room.value("o")).isEqualTo("[1]");
    }

    @Test
    @DisplayName("[CM7] add adds to a number, an absent entry counting as 0")
    void adds() {
        room.commit("ada", add("n", 1.5));
        assertThat(room.value("n")).isEqualTo("1.5");
        room.commit("grace", add("n", -0.5));
        assertThat(room.value("n")).isEqualTo("1");
        room.commit("ada", add("zero", 0));
        assertThat(room.value("zero")).isEqualTo("0");
    }

    @Test
    @DisplayName("[CM8] add is IEEE 754 double addition")
    void addsAsDoubles() {
        room.commit("ada", put("n", "0.1"), add("n", 0.2), put("big", "9007199254740993"), add("big", 2));
        assertThat(room.state.entries().value("n")).isEqualTo(Json.of(0.1 + 0.2));
        assertThat(room.value("n")).isEqualTo("0.30000000000000004");
        assertThat(room.state.entries().value("big")).isEqualTo(Json.of(9007199254740992.0 + 2));
    }

    @Test
    @DisplayName("[CM9] add to what is no number, or beyond the range of doubles, is invalid")
    void addsInVain() {
        room.commit("ada", put("big", "1.7e308"), put("beyond", "1e400"));
        for (String value : List.of("\"1\"", "null", "true", "[1]", "{}")) {
            room.commit("ada", put("k", value));
            Answer.Refused refused = refused(room.commit("ada", add("k", 1)));
            assertThat(refused.code()).isEqualTo(RefusalCode.INVALID);
            assertThat(refused.key()).isEqualTo("k");
            assertThat(room.value("k")).isEqualTo(value);
        }
        assertThat(codeOf(room.commit("ada", add("big", 1.7e308)))).isEqualTo(RefusalCode.INVALID);
        assertThat(codeOf(room.commit("ada", add("beyond", 1)))).isEqualTo(RefusalCode.INVALID);
    }

    @Test
    @DisplayName("[CM10] remove deletes, and of an absent key is no change")
    void removes() {
        room.commit("ada", put("k", "1"));
        assertThat(room.commit("ada", remove("k")).commits()).hasSize(1);
        assertThat(room.state.entries().get("k")).isNull();
        assertThat(room.state.entries().size()).isZero();
        assertThat(room.commit("ada", remove("k"))).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    @DisplayName("[RM8] commits have the numbers 1, 2, 3, in every room anew")
    void numbers() {
        assertThat(room.state.seq()).isZero();
        room.commit("ada", put("a", "1"));
        room.commit("ada", put("a", "1"));
        room.commit("grace", add("text/1", 1), remove("a"));
        room.lock("ada", "a");
        assertThat(room.commits).extracting(Commit::seq).containsExactly(1L, 2L, 3L);
        assertThat(room.state.seq()).isEqualTo(3);
    }

    @Test
    @DisplayName("[RM9] version is the seq of the last change, created that of the first")
    void versions() {
        room.commit("ada", put("a", "1"), put("b", "1"));
        room.commit("ada", put("a", "2"));
        room.commit("ada", add("a", 1), put("b", "1"));
        assertThat(room.state.entries().get("a")).isEqualTo(new Entry("a", Json.of(3), 3, 1, "c-ada", "c-ada"));
        assertThat(room.state.entries().get("b")).isEqualTo(new Entry("b", Json.of(1), 1, 1, "c-ada", "c-ada"));
    }

    @Test
    @DisplayName("[RM10] an entry that was removed and is put again is a new one, within one commit too")
    void recreated() {
        room.commit("ada", put("a", "1"), put("b", "1"));
        room.commit("ada", remove("a"));
        room.commit("ada", put("a", "2"), remove("b"), put("b", "2"));
        assertThat(room.state.entries().get("a")).isEqualTo(new Entry("a", Json.of(2), 3, 3, "c-ada", "c-ada"));
        assertThat(room.state.entries().get("b")).isEqualTo(new Entry("b", Json.of(2), 3, 3, "c-ada", "c-ada"));
    }

    @Test
    @DisplayName("[CM19] effects carry an add as the put of its result")
    void addArrivesAsPut() {
        room.commit("ada", put("n", "5"), put("o", "{}"), put("gone", "1"));
        Commit commit = onlyCommit(room.commit(
                "ada", add("n", 2), merge("o", "{\"x\":1}"), remove("gone"), put("new", "[]"), add("m", 1)));
        assertThat(commit.ops())
                .containsExactly(
                        put("n", "7"), merge("o", "{\"x\":1}"), remove("gone"), put("new", "[]"), put("m", "1"));
    }

    @Test
    @DisplayName("[CM20] effects name only keys whose value differs in the end")
    void effectsOnlyWhatDiffers() {
        room.commit("ada", put("same", "1"), put("back", "1"), put("n", "1"));
        Commit commit = onlyCommit(room.commit(
                "ada",
                put("same", "1.0"),
                put("back", "2"),
                put("back", "1"),
                put("brief", "1"),
                remove("brief"),
                add("n", 0),
                remove("absent"),
                put("new", "1")));
        assertThat(commit.ops()).containsExactly(put("new", "1"));
    }

    @Test
    @DisplayName("[CM20] effects done in order over the entries give the same entries")
    void effectsSuffice() {
        Entries replica = new Entries();
        room.commit("ada", put("a", "1"), merge("o", "{\"x\":{\"y\":1}}"), put("t", "\"\""));
        room.commit("grace", put("a", "2"), add("a", 3), merge("o", "{\"x\":null}"), remove("t"), put("t", "[2]"));
        room.commit("ada", remove("a"), merge("o", "7"), merge("o", "{\"z\":[null]}"), put("t", "[2]"));
        room.commits.forEach(replica::apply);
        assertThat(replica.all())
                .containsExactlyInAnyOrderElementsOf(room.state.entries().all());
    }

    @Test
    @DisplayName("[CM21] a commit is told with its author's client and id, and when it was")
    void authorship() {
        room.now += 5;
        Outcome outcome = room.submit("ada", 77, CommitRequest.of(put("a", "1")));
        Commit commit = new Commit(1, "c-ada", 77, room.now, List.of(put("a", "1")), List.of(), false);
        assertThat(outcome).isEqualTo(new Outcome.Applied(List.of(commit), List.of()));
    }

    @Test
    @DisplayName("[CM25] a commit that changes nothing takes no seq, reaches nobody and is answered")
    void changesNothing() {
        room.commit("ada", put("a", "{\"x\":1,\"y\":2}"));
        RoomSnapshot before = room.state.snapshot();
        Outcome outcome = room.submit("ada", 9, CommitRequest.of(put("a", "{\"y\":2.0,\"x\":1}"), remove("b")));
        assertThat(outcome).isEqualTo(new Outcome.Unchanged(List.of(new Answer.Applied("ada", 9, 1, false))));
        assertThat(room.submit("ada", 10, CommitRequest.of()).answers())
                .containsExactly(new Answer.Applied("ada", 10, 1, false));
        assertThat(room.state.snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName("[CM26] a quiet commit is told as quiet")
    void quiet() {
        CommitRequest quiet = new CommitRequest(List.of(put("a", "1")), List.of(), List.of(), true);
        assertThat(onlyCommit(room.submit("ada", 1, quiet)).quiet()).isTrue();
        assertThat(onlyCommit(room.commit("ada", put("a", "2"))).quiet()).isFalse();
    }
}
