package dev.lockstep.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.Decoded;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.WireCodec;

import static org.assertj.core.api.Assertions.assertThat;

/** What the hub says of requests of an earlier run of the program. */
@Timeout(30)
class EarlierRunTest {

    private static final String URL = "ws://localhost:7171/live";

    @Test
    @DisplayName("[LK24] a lock that an earlier run stood in line for is given back, and this run's own is not")
    void strayGrant(@TempDir Path directory) {
        HubStore first = Stores.open(directory, URL);
        long stray = first.room("lobby").usedUpTo() + 1;
        first.used("lobby", stray);
        first.close();
        HubStore second = HubStore.open(new HubFiles(directory, URL), new StoreProblems(), new InlineMachine());
        Sent sent = new Sent();
        RoomClient room = new RoomClient(
                "lobby", "me", Runnable::run, sent, new RoomKeeper("lobby", second, 0), Long.MAX_VALUE / 2);
        Object socket = new Object();
        room.channel()
                .connected(
                        socket,
                        new HubMessage.Welcome(
                                1, "hub", "s1", true, "Ada", 5_000, 10_000, Limits.DEFAULT, Bounds.DEFAULT));
        room.channel().deliver(socket, new HubMessage.Joined("lobby", "e1", 0, "editor", List.of(), List.of()));
        room.lock(List.of("own"), Duration.ZERO);
        long own = ((ClientMessage.Lock) sent.messages.get(sent.messages.size() - 1)).id();

        room.channel().deliver(socket, new HubMessage.Granted("lobby", own, List.of("own"), 1, 10_000));
        room.channel()
                .deliver(socket, new HubMessage.Granted("lobby", own, List.of("own"), 1, 10_000)); // it was sent again
        room.channel().deliver(socket, new HubMessage.Granted("lobby", stray, List.of("stray"), 2, 10_000));

        assertThat(sent.messages.stream()
                        .filter(ClientMessage.Unlock.class::isInstance)
                        .map(m -> ((ClientMessage.Unlock) m).fence()))
                .containsExactly(2L);
        second.close();
    }

    private static final class Sent implements RoomTransport {

        final List<ClientMessage> messages = new ArrayList<>();

        @Override
        public void send(Object socket, String frame) {
            if (WireCodec.decodeClient(frame) instanceof Decoded.Message decoded) {
                messages.add(decoded.message());
            }
        }

        @Override
        public long nanoTime() {
            return 0;
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
        public void messageDone() {}
    }
}
