package dev.lockstep.hub.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.hub.room.Member;
import dev.lockstep.hub.room.ThreadScheduler;
import dev.lockstep.wire.ClientMessage;

import static org.assertj.core.api.Assertions.assertThat;

class LiveSessionTest {

    private static final String CLIENT = "ada";

    private final ThreadScheduler scheduler = new ThreadScheduler(Thread::new);
    private final Queue<Runnable> slow = new ArrayDeque<>();
    private final Connections connections = SessionsTest.connections(scheduler, slow::add);
    private final Connection connection = connections.newConnection("127.0.0.1", "127.0.0.1:7171", false);
    private final List<String> sent = new ArrayList<>();
    private final LiveSession live = new LiveSession(
            connections,
            connection,
            connections.sessions().open(CLIENT, connection).session(),
            new Member("s1", CLIENT, "Ada", "#123456"));

    @AfterEach
    void stop() {
        scheduler.close();
    }

    private void ask(boolean watch) {
        live.handle(new ClientMessage.Rooms(watch), 30);
    }

    @Test
    @DisplayName(
            "the list of rooms, which may be long, is not made by the thread that reads, and once for all who ask meanwhile")
    void listOfRooms() {
        connection.opened(new Taken());
        for (int i = 0; i < 100; i++) {
            ask(true);
        }
        assertThat(sent).isEmpty();
        assertThat(slow).hasSize(1);
        slow.remove().run();
        assertThat(sent).hasSize(1);

        ask(true); // who asks again is told again
        slow.remove().run();
        assertThat(sent).hasSize(2).allMatch(frame -> frame.contains("\"rooms\""));
    }

    @Test
    @DisplayName("who doesn't want the list any more, or is gone, when it is made, gets none")
    void noMore() {
        connection.opened(new Taken());
        ask(true);
        ask(false);
        slow.remove().run();
        ask(true);
        connection.closed(1_000);
        slow.remove().run();
        assertThat(sent).isEmpty();
    }

    /** A socket that takes all at once. */
    private final class Taken implements Transport {

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void demand() {}

        @Override
        public void send(ByteBuffer frame, Callback taken) {
            sent.add(StandardCharsets.UTF_8.decode(frame).toString());
            taken.succeeded();
        }

        @Override
        public void ping() {}

        @Override
        public void pong(ByteBuffer payload, Runnable answered, Consumer<Throwable> failed) {
            answered.run();
        }

        @Override
        public void close(int code, String reason, Runnable said, Consumer<Throwable> failed) {
            said.run();
        }

        @Override
        public void disconnect() {}
    }
}
