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
import dev.lockstep.wire.HubMessage;

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
        HubStore second = Stores.open(directory, URL);
        Sent sent = new Sent();
        RoomClient room = new RoomClient(
                "lobby", "me", Runnable::run, sent, new RoomKeeper("lobby", second, 0), Long.MAX_VALUE / 2);
        Object socket = new Object();
        room.connected(
                socket,
                new HubMessage.Welcome(1, "hub", "s1", true, "Ada", 5_000, 10_000, Limits.DEFAULT, Bounds.DEFAULT));
        room.deliver(socket, new HubMessage.Joined("lobby", "e1", 0, "editor", List.of(), List.of()));
        room.lock(List.of("own"), Duration.ZERO);
        long own = ((ClientMessage.Lock) sent.messages.get(sent.messages.size() - 1)).id();

        room.deliver(socket, new HubMessage.Granted("lobby", own, List.of("own"), 1, 10_000));
        room.deliver(socket, new HubMessage.Granted("lobby", own, List.of("own"), 1, 10_000)); // it was sent again
        room.deliver(socket, new HubMessage.Granted("lobby", stray, List.of("stray"), 2, 10_000));

        assertThat(sent.messages.stream()
                        .filter(ClientMessage.Unlock.class::isInstance)
                        .map(m -> ((ClientMessage.Unlock) m).fence()))
                .containsExactly(2L);
        second.close();
    }

    private static final class Sent implements Uplink {

        final List<ClientMessage> messages = new ArrayList<>();

        @Override
        public void send(Object socket, ClientMessage message) {
            messages.add(message);
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
