package dev.lockstep.hub.journal;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Access;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Command;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.Role;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.model.Rule;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogCodecTest {

    private static final CommitRequest REQUEST = new CommitRequest(
            List.of(
                    new Operation.Put("a", Json.of("ä\n")),
                    new Operation.Merge("b", Json.ofNull()),
                    new Operation.Add("c", 0.1, 7),
                    new Operation.Remove("d")),
            List.of(
                    new CommitRequest.Condition("a", 3, List.of(1L, 2L)),
                    new CommitRequest.Condition("b", 0, List.of())),
            List.of(5L),
            true);

    private static final AccessChange CHANGE = AccessChange.NOTHING
            .everyone(Role.VIEWER)
            .client("c-ada", Role.HOST)
            .client("c-grace", null)
            .writers("shape", Role.HOST)
            .writers("message", null);

    private static final List<Command> COMMANDS = List.of(
            new Command.Enter("s1", "c1", "Ada", true, Role.EDITOR),
            new Command.Leave("s1"),
            new Command.Detach("s1"),
            new Command.Configure(new Limits(1_000, 100, 4, 6, 500, 3), 2_000),
            new Command.DetachAll(),
            new Command.Submit("s1", 1, REQUEST),
            new Command.Lock("s1", 2, List.of("a", "b/c"), 500),
            new Command.Unlock("s1", 3, 9),
            new Command.EndWait("s1", 4, 2),
            new Command.BreakLock("s1", 5, 9),
            new Command.SetRules("s1", 6, List.of(new Rule("m", Rule.Who.CREATOR)), true),
            new Command.SetAccess("s1", 7, CHANGE),
            new Command.Adopt(Access.DEFAULT),
            new Command.PostponeDeadlines(1_000),
            new Command.SetBack(1_000),
            new Command.Tick());

    @Test
    @DisplayName("each command is in the log what it was")
    void commands() throws MalformedException {
        assertThat(COMMANDS.stream().<Object>map(Command::getClass))
                .as("a sample of each")
                .containsExactlyInAnyOrder((Object[]) Command.class.getPermittedSubclasses());
        for (Command command : COMMANDS) {
            assertThat(LogCodec.decodeCommand(LogCodec.encode(command))).isEqualTo(command);
        }
    }

    @Test
    @DisplayName("a room in the middle of its life is in the log what it was")
    void snapshot() throws MalformedException {
        RoomSnapshot snapshot = room().snapshot();
        assertThat(List.of(
                        snapshot.entries(), snapshot.sessions(), snapshot.clients(), snapshot.locks(), snapshot.line()))
                .as("a sample of each")
                .doesNotContain(List.of());
        assertThat(LogCodec.decodeSnapshot(LogCodec.encode(snapshot))).isEqualTo(snapshot);
    }

    @Test
    @DisplayName("a snapshot of a hub that knew no authors, rules or roles is one of a room that has none")
    void older() throws MalformedException {
        String old = "{\"type\":\"snapshot\",\"epoch\":\"e1\",\"seq\":1,\"commands\":2,\"now\":5,\"limits\":"
                + "{\"frameBytes\":100,\"valueBytes\":100,\"opsPerCommit\":9,\"keysPerRoom\":9},\"leaseMillis\":10,"
                + "\"entries\":[{\"key\":\"a\",\"value\":1,\"version\":1,\"created\":1}]}";
        RoomState restored = new RoomState(LogCodec.decodeSnapshot(old));
        assertThat(restored.entries().get("a")).isEqualTo(new Entry("a", Json.of(1), 1, 1));
        assertThat(restored.authors()).isEmpty();
        assertThat(restored.rules()).isEmpty();
        assertThat(restored.access()).isEqualTo(Access.DEFAULT);
    }

    @Test
    @DisplayName("[RO4] nobody is the first in a room that was there before hubs kept who that was")
    void withoutFounder() throws MalformedException {
        RoomState room = new RoomState("e1", Limits.DEFAULT, 1_000);
        room.apply(new Command.Enter("grace", "c-grace", "Grace"), 1);
        String text = LogCodec.encode(room.snapshot()).replaceAll(",\"founder\":\"[^\"]*\"", "");
        RoomState older = new RoomState(LogCodec.decodeSnapshot(text));
        Command access = new Command.SetAccess("grace", 1, CHANGE);
        assertThat(refusal(older.apply(access, 2))).isEqualTo(RefusalCode.FORBIDDEN);
    }

    @Test
    @DisplayName("what is no command says why")
    void none() {
        assertThatThrownBy(() -> LogCodec.decodeCommand("{\"type\":\"dance\"}"))
                .isInstanceOf(MalformedException.class)
                .hasMessage("no command is called dance");
        assertThatThrownBy(() -> LogCodec.decodeCommand("{\"type\":\"unlock\",\"session\":\"s1\",\"id\":1}"))
                .isInstanceOf(MalformedException.class)
                .hasMessage("a command has no \"fence\"");
    }

    private static RefusalCode refusal(Outcome outcome) {
        return ((Outcome.Refused) outcome).answer().code();
    }

    /** Ada writes, holds a lock and has lost one; Grace waits; Linus has gone. */
    private static RoomState room() {
        RoomState room = new RoomState("e1", Limits.DEFAULT, 1_000);
        List<Command> story = List.of(
                new Command.Enter("s1", "c-ada", "Ada", true, Role.HOST),
                new Command.Enter("s2", "c-grace", "Grace", false, Role.EDITOR),
                new Command.Enter("s3", "c-linus", "Linus"),
                new Command.Submit("s1", 1, CommitRequest.of(new Operation.Put("a", Json.of(1)))),
                new Command.SetRules("s1", 2, List.of(new Rule("m", Rule.Who.CREATOR)), true),
                new Command.SetAccess("s1", 3, AccessChange.NOTHING.writers("shape", Role.HOST)),
                new Command.Lock("s3", 1, List.of("b"), 0),
                new Command.Detach("s3"),
                new Command.Lock("s1", 4, List.of("a"), 0),
                new Command.Lock("s2", 1, List.of("a"), 60_000));
        for (Command command : story) {
            assertThat(room.apply(command, 1_000)).as(command.toString()).isNotInstanceOf(Outcome.Refused.class);
        }
        return room;
    }
}
