package dev.lockstep.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.lockstep.model.TestRoom.applied;
import static dev.lockstep.model.TestRoom.codeOf;
import static dev.lockstep.model.TestRoom.only;
import static dev.lockstep.model.TestRoom.onlyCommit;
import static dev.lockstep.model.TestRoom.put;
import static dev.lockstep.model.TestRoom.refused;
import static org.assertj.core.api.Assertions.assertThat;

class AccessTest {

    private static final AccessChange LOOK_ONLY = AccessChange.NOTHING.everyone(Role.VIEWER);

    private final TestRoom room = new TestRoom();

    /** Of whom Ada hosts the hub. */
    private void enterAll() {
        room.apply(new Command.Enter("ada", "c-ada", "Ada", true, null));
        room.enter("grace", "linus");
    }

    private Outcome set(String session, AccessChange change) {
        return room.apply(new Command.SetAccess(session, room.nextId(), change));
    }

    @Test
    @DisplayName("[RO1] the longest prefix says which role writing takes, and where none does it is editor")
    void longestPrefix() {
        Access access = new Access(
                Role.EDITOR,
                new TreeMap<>(),
                new TreeMap<>(Map.of("", Role.HOST, "chat", Role.VIEWER, "chat/pinned", Role.EDITOR)));

        assertThat(access.leastToWrite("shape/1")).isEqualTo(Role.HOST);
        assertThat(access.leastToWrite("chat")).isEqualTo(Role.VIEWER);
        assertThat(access.leastToWrite("chat/1/2")).isEqualTo(Role.VIEWER);
        assertThat(access.leastToWrite("chatty")).isEqualTo(Role.HOST);
        assertThat(access.leastToWrite("chat/pinned/1")).isEqualTo(Role.EDITOR);
        assertThat(Access.DEFAULT.leastToWrite("any/thing")).isEqualTo(Role.EDITOR);
    }

    @Test
    @DisplayName(
            "[RO2] what takes a higher role is refused as forbidden, with the key, and nothing of the commit is done")
    void forbidden() {
        enterAll();
        assertThat(onlyCommit(set("ada", LOOK_ONLY.writers("chat", Role.VIEWER).writers("shape", Role.HOST)))
                        .access())
                .isEqualTo(room.state.access());

        Outcome refused = room.commit("grace", put("chat/1", "1"), put("count", "1"));
        assertThat(codeOf(refused)).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused(refused).key()).isEqualTo("count");
        assertThat(refused(refused).message()).contains("only look");
        assertThat(room.value("chat/1")).isEqualTo("null");
        room.commit("grace", put("chat/1", "1"));
        assertThat(room.value("chat/1")).isEqualTo("1");

        set("ada", AccessChange.NOTHING.client("c-grace", Role.EDITOR));
        room.commit("grace", put("count", "2"));
        assertThat(room.value("count")).isEqualTo("2");
        assertThat(refused(room.commit("grace", put("shape/1", "1"))).message()).contains("only hosts", "shape/1");
        room.commit("ada", put("shape/1", "1"));
        assertThat(room.value("shape/1")).isEqualTo("1");
    }

    @Test
    @DisplayName("[RO3] a lock takes the role that its key takes, and all below")
    void locks() {
        enterAll();
        set("ada", AccessChange.NOTHING.writers("shape/1", Role.HOST));

        assertThat(codeOf(room.lock("grace", "shape/1/x"))).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(codeOf(room.lock("grace", "shape"))).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(room.locked("grace", "shape/2")).isPositive();
        assertThat(room.locked("ada", "shape/1")).isPositive();
    }

    @Test
    @DisplayName(
            "[RO4] only hosts change roles; whoever was the first in it may as long as nobody has, and hosts it then")
    void whoChanges() {
        room.enter("grace", "linus");
        set("grace", AccessChange.NOTHING.everyone(Role.NONE));
        assertThat(room.state.roleOf("grace")).isEqualTo(Role.HOST);
        assertThat(room.state.access().clients()).containsEntry("c-grace", new Access.Grant(Role.HOST, "grace"));
        assertThat(codeOf(set("linus", AccessChange.NOTHING.client("c-linus", Role.HOST))))
                .isEqualTo(RefusalCode.FORBIDDEN);

        TestRoom used = TestRoom.with("grace", "linus");
        used.commit("grace", put("count", "1"));
        assertThat(codeOf(used.apply(new Command.SetAccess("linus", used.nextId(), LOOK_ONLY))))
                .isEqualTo(RefusalCode.FORBIDDEN);
        used.leave("grace");
        used.restart();
        used.enter("linus", "grace");
        assertThat(codeOf(used.apply(new Command.SetAccess("linus", used.nextId(), LOOK_ONLY))))
                .isEqualTo(RefusalCode.FORBIDDEN);
        used.apply(new Command.SetAccess("grace", used.nextId(), LOOK_ONLY));
        assertThat(used.state.roleOf("grace")).isEqualTo(Role.HOST);
    }

    @Test
    @DisplayName("[RO4] whoever has the role of a host gives rules too, and a viewer gives none")
    void rules() {
        enterAll();
        set("ada", LOOK_ONLY.client("c-grace", Role.HOST));
        List<Rule> rules = List.of(new Rule("message", Rule.Who.CREATOR));

        assertThat(codeOf(room.apply(new Command.SetRules("linus", room.nextId(), rules, false))))
                .isEqualTo(RefusalCode.FORBIDDEN);
        room.apply(new Command.SetRules("grace", room.nextId(), rules, false));
        assertThat(room.state.rules()).isEqualTo(rules);
    }

    @Test
    @DisplayName(
            "[RO7] who hosted the hub under an earlier session, and does not any more, keeps no lock that only hosts may hold")
    void formerHost() {
        enterAll();
        set("ada", AccessChange.NOTHING.writers("shape", Role.HOST));
        room.locked("ada", "shape/1");
        room.detach("ada");
        room.enterAs("ada2", "ada"); // as after a takeover, without the proof
        assertThat(room.state.locks()).isEmpty();
    }

    @Test
    @DisplayName("[RO5] only what is named is changed, null takes it away, and what changes nothing is no commit")
    void merged() {
        enterAll();
        set("ada", LOOK_ONLY.client("c-grace", Role.EDITOR).writers("shape", Role.HOST));
        set("ada", AccessChange.NOTHING.client("c-linus", Role.NONE).writers("shape", null));
        assertThat(room.state.access())
                .isEqualTo(new Access(
                        Role.VIEWER,
                        new TreeMap<>(Map.of(
                                "c-grace", new Access.Grant(Role.EDITOR, "grace"),
                                "c-linus", new Access.Grant(Role.NONE, "linus"))),
                        new TreeMap<>()));

        Outcome nothing = set("ada", AccessChange.NOTHING.client("c-grace", Role.EDITOR));
        assertThat(nothing.commits()).isEmpty();
        assertThat(applied(nothing).changed()).isFalse();
    }

    @Test
    @DisplayName("[RO6] whoever hosts the hub hosts the room, whatever its roles say, also after a restart")
    void hostOfTheHub() {
        enterAll();
        set("ada", LOOK_ONLY.client("c-ada", Role.VIEWER).writers("", Role.HOST));
        room.commit("ada", put("count", "1"));
        assertThat(room.state.roleOf("ada")).isEqualTo(Role.HOST);

        room.restart();
        assertThat(room.state.roleOf("ada")).isEqualTo(Role.HOST);
        room.enter("ada"); // without the proof
        assertThat(room.state.roleOf("ada")).isEqualTo(Role.VIEWER);
    }

    @Test
    @DisplayName("[RO7] whoever may not write any more holds no lock, and waits for none")
    void locksEnd() {
        enterAll();
        long fence = room.locked("grace", "shape/1");
        room.await("linus", 5_000, "shape/1");
        room.await("ada", 5_000, "shape/1");

        Outcome outcome = set("ada", LOOK_ONLY);
        assertThat(only(Answer.Lost.class, outcome))
                .isEqualTo(new Answer.Lost("grace", fence, List.of("shape/1"), Answer.Lost.BROKEN));
        assertThat(refused(outcome).session()).isEqualTo("linus");
        assertThat(codeOf(outcome)).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(only(Answer.Granted.class, outcome).session()).isEqualTo("ada");
        assertThat(codeOf(room.commitFenced("grace", fence, put("shape/1", "1"))))
                .isEqualTo(RefusalCode.FENCED);
    }

    @Test
    @DisplayName("[RO9] of a part go the prefixes below its path, and what goes for all of it")
    void ofPart() {
        Access access = new Access(
                Role.VIEWER,
                new TreeMap<>(Map.of("c-ada", new Access.Grant(Role.HOST, "Ada"))),
                new TreeMap<>(Map.of(
                        "", Role.HOST, "~chat", Role.VIEWER, "~chat/+1/message", Role.EDITOR, "shape", Role.EDITOR)));

        assertThat(access.ofPart("~chat/+1"))
                .isEqualTo(new Access(
                        Role.VIEWER, access.clients(), new TreeMap<>(Map.of("", Role.VIEWER, "message", Role.EDITOR))));
        assertThat(access.ofPart("~data/1").leastToWrite("rows/1")).isEqualTo(Role.HOST);
        assertThat(Access.DEFAULT.ofPart("~chat")).isEqualTo(Access.DEFAULT);
    }

    @Test
    @DisplayName("[RO9] a part takes over what its room says, as a commit")
    void adopt() {
        enterAll();
        Access access = new Access(Role.VIEWER, new TreeMap<>(), new TreeMap<>());
        assertThat(onlyCommit(room.apply(new Command.Adopt(access))).access()).isEqualTo(access);
        assertThat(room.apply(new Command.Adopt(access)).commits()).isEmpty();
        assertThat(room.state.roleOf("grace")).isEqualTo(Role.VIEWER);
    }

    @Test
    @DisplayName("[RO12] so many clients and prefixes have a role, and no more; none changes by what is refused")
    void limits() {
        enterAll();
        AccessChange many = IntStream.range(0, Access.CLIENTS_MAX + 1)
                .boxed()
                .reduce(AccessChange.NOTHING, (change, i) -> change.client("c" + i, Role.VIEWER), (a, b) -> b);
        assertThat(codeOf(set("ada", many))).isEqualTo(RefusalCode.LIMIT);
        AccessChange prefixes = IntStream.range(0, Access.WRITERS_MAX + 1)
                .boxed()
                .reduce(AccessChange.NOTHING, (change, i) -> change.writers("k" + i, Role.HOST), (a, b) -> b);
        assertThat(codeOf(set("ada", prefixes))).isEqualTo(RefusalCode.LIMIT);
        assertThat(codeOf(set("ada", AccessChange.NOTHING.writers("a//b", Role.HOST))))
                .isEqualTo(RefusalCode.INVALID);
        assertThat(codeOf(set("ada", AccessChange.NOTHING.client("", Role.HOST))))
                .isEqualTo(RefusalCode.INVALID);
        assertThat(room.state.access()).isEqualTo(Access.DEFAULT);
    }

    @Test
    @DisplayName("[RO13] whoever comes by an invite has its role, unless the room gave them another")
    void invited() {
        enterAll();
        room.apply(new Command.Enter("joan", "c-joan", "Joan", false, Role.VIEWER));
        assertThat(room.state.roleOf("joan")).isEqualTo(Role.VIEWER);
        assertThat(codeOf(room.commit("joan", put("count", "1")))).isEqualTo(RefusalCode.FORBIDDEN);
        room.restart();
        assertThat(room.state.roleOf("joan")).isEqualTo(Role.VIEWER);
        room.apply(new Command.Enter("ada", "c-ada", "Ada", true, null));

        set("ada", AccessChange.NOTHING.client("c-joan", Role.EDITOR));
        room.apply(new Command.Enter("joan", "c-joan", "Joan", false, Role.VIEWER));
        assertThat(room.state.roleOf("joan")).isEqualTo(Role.EDITOR);
    }
}
