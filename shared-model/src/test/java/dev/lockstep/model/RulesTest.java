package dev.lockstep.model;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.codeOf;
import static dev.lockstep.model.TestRoom.merge;
import static dev.lockstep.model.TestRoom.put;
import static dev.lockstep.model.TestRoom.refused;
import static dev.lockstep.model.TestRoom.remove;
import static org.assertj.core.api.Assertions.assertThat;

class RulesTest {

    private final TestRoom room = TestRoom.with("ada", "grace");

    private static final List<Rule> RULES = List.of(
            new Rule("message", Rule.Who.CREATOR),
            new Rule("read", Rule.Who.OWNER),
            new Rule("page", Rule.Who.NOBODY),
            new Rule("message/open", Rule.Who.ANYONE));

    @BeforeEach
    void setRules() {
        assertThat(set("ada", RULES, false).commits()).extracting(Commit::rules).containsExactly(RULES);
    }

    @Test
    @DisplayName("[RU1] creator: anyone makes an entry, and who made it alone changes and removes it")
    void creator() {
        room.commit("ada", put("message/1", "{\"text\":\"hi\"}"));

        assertForbidden(room.commit("grace", merge("message/1", "{\"text\":\"ho\"}")), "message/1");
        assertForbidden(room.commit("grace", remove("message/1")), "message/1");
        assertForbidden(room.commit("grace", put("other", "1"), put("message/1", "2")), "message/1");
        assertThat(room.value("other")).isEqualTo("null");

        room.commit("ada", put("message/1", "2"));
        assertThat(room.value("message/1")).isEqualTo("2");
        room.commit("ada", remove("message/1"));
        room.commit("grace", put("message/1", "3"));
        assertForbidden(room.commit("ada", put("message/1", "4")), "message/1");
    }

    @Test
    @DisplayName("[RU2] owner: the client alone whose public name is the last segment of the key writes it")
    void owner() {
        room.commit("ada", put("read/c-ada", "1"), put("read/more/c-ada", "1"));

        assertForbidden(room.commit("grace", put("read/c-ada", "2")), "read/c-ada");
        assertForbidden(room.commit("grace", remove("read/c-ada")), "read/c-ada");
        assertForbidden(room.commit("grace", put("read/c-linus", "2")), "read/c-linus");
        assertForbidden(room.commit("ada", put("read", "2")), "read");

        room.commit("ada", remove("read/c-ada"));
        assertThat(room.value("read/c-ada")).isEqualTo("null");
    }

    @Test
    @DisplayName("[RU3] nobody: what was made stays as it is")
    void nobody() {
        room.commit("ada", put("page/1", "1"));

        assertForbidden(room.commit("ada", put("page/1", "2")), "page/1");
        assertForbidden(room.commit("grace", remove("page/1")), "page/1");
        assertThat(room.commit("grace", put("page/1", "1"))).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    @DisplayName("[RU4] a rule covers its key and all below it, and the longest prefix counts alone")
    void longestPrefix() {
        room.commit("ada", put("messages", "1"), put("message/open/1", "1"), put("message/1/2", "1"));

        assertThat(room.commit("grace", put("messages", "2"))).isInstanceOf(Outcome.Applied.class);
        assertThat(room.commit("grace", put("message/open/1", "2"))).isInstanceOf(Outcome.Applied.class);
        assertForbidden(room.commit("grace", put("message/1/2", "2")), "message/1/2");
    }

    @Test
    @DisplayName("[RU5] anyone gives rules to a room without rules and entries, later only whoever hosts the hub")
    void whoMay() {
        assertThat(codeOf(set("grace", List.of(), false))).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(set("grace", RULES, false)).isInstanceOf(Outcome.Unchanged.class);

        assertThat(set("grace", List.of(), true)).isInstanceOf(Outcome.Applied.class);
        assertThat(room.state.rules()).isEmpty();
        room.commit("ada", put("a", "1"));
        assertThat(codeOf(set("grace", RULES, false))).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(set("grace", RULES, true)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    @DisplayName("[RU6] a prefix has one rule, is a key or empty, and there are at most 100")
    void wrongRules() {
        assertThat(codeOf(set("ada", List.of(rule("a"), rule("a")), true))).isEqualTo(RefusalCode.INVALID);
        assertThat(codeOf(set("ada", List.of(rule("a//b")), true))).isEqualTo(RefusalCode.INVALID);
        List<Rule> many =
                IntStream.rangeClosed(0, Rule.MAX).mapToObj(i -> rule("k" + i)).toList();
        assertThat(codeOf(set("ada", many, true))).isEqualTo(RefusalCode.LIMIT);
        assertThat(set("ada", List.of(rule("")), true)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    @DisplayName(
            "[RU7] rules outlive a restart, and what was refused by them is refused again when the log is replayed")
    void restart() {
        room.commit("ada", put("message/1", "1"));
        room.restart();
        room.enter("ada", "grace");

        assertForbidden(room.commit("grace", put("message/1", "2")), "message/1");
    }

    @Test
    @DisplayName("an entry that was made before hubs kept authors is nobody's to change under a rule for creators")
    void unknownCreator() {
        RoomSnapshot now = room.state.snapshot();
        room.state = new RoomState(new RoomSnapshot(
                now.epoch(),
                now.seq(),
                now.commands(),
                now.now(),
                now.limits(),
                now.leaseMillis(),
                List.of(new Entry("message/1", Json.of(1), 1, 1)),
                now.sessions(),
                now.clients(),
                now.locks(),
                now.line(),
                now.authors(),
                now.rules(),
                now.access(),
                now.founder()));

        assertForbidden(room.commit("ada", put("message/1", "2")), "message/1");
    }

    private static Rule rule(String prefix) {
        return new Rule(prefix, Rule.Who.NOBODY);
    }

    private Outcome set(String session, List<Rule> rules, boolean byHost) {
        return room.apply(new Command.SetRules(session, room.nextId(), rules, byHost));
    }

    private static void assertForbidden(Outcome outcome, String key) {
        assertThat(codeOf(outcome)).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused(outcome).key()).isEqualTo(key);
    }
}
