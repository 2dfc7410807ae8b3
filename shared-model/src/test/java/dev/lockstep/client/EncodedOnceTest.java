package dev.lockstep.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** A commit is encoded once on its way: what is measured, kept and sent is the same text. */
class EncodedOnceTest {

    private static final String URL = "ws://localhost:7171/live";

    private static final class Frames implements RoomTransport {

        final List<String> sent = new ArrayList<>();

        @Override
        public void send(Object socket, String frame) {
            sent.add(frame);
        }

        @Override
        public void joined(Object socket, String room) {}

        @Override
        public void leave(Object socket, String room) {}

        @Override
        public void gone(Object socket, String room) {}

        @Override
        public void failed(Object socket, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void later(long millis, Runnable task) {}

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void messageDone() {}
    }

    @Test
    @DisplayName("what is sent, and sent again after a break, is one text, which is what the outbox has")
    void once(@TempDir Path directory) throws Exception {
        HubFiles files = new HubFiles(directory, URL);
        HubStore store = HubStore.open(files, new StoreProblems(), new InlineMachine());
        Frames frames = new Frames();
        RoomClient room = new RoomClient(
                "lobby", "me", Runnable::run, frames, new RoomKeeper("lobby", store, 0), Long.MAX_VALUE / 2);
        join(room, new Object());
        frames.sent.clear();
        room.commit(CommitRequest.of(new Operation.Put("a", Json.of("text"))));
        room.channel().disconnected();
        join(room, new Object());

        List<String> commits =
                frames.sent.stream().filter(frame -> frame.contains("commit")).toList();
        assertThat(commits).hasSize(2);
        assertThat(commits.get(1)).isSameAs(commits.get(0));
        store.close();
        assertThat(Files.readString(files.outbox())).contains(commits.get(0));
    }

    private static void join(RoomClient room, Object socket) {
        room.channel()
                .connected(
                        socket,
                        new HubMessage.Welcome(
                                1, "hub", "s1", true, "Ada", 5_000, 10_000, Limits.DEFAULT, Bounds.DEFAULT));
        room.channel().deliver(socket, new HubMessage.Joined("lobby", "e1", 0, "editor", List.of(), List.of()));
    }
}
