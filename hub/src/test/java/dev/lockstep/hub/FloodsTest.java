package dev.lockstep.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.Bounds;

import static org.assertj.core.api.Assertions.assertThat;

/** Much of what is of no use to anybody, and what the hub does about it. */
class FloodsTest extends HubTest {

    private static final int HTTP_MILLIS = 300;

    @Test
    @DisplayName("[BD7] a client that pings without end is sent away with 4429; one that pings now and then is not")
    void pings() {
        Hub hub = start();
        RawClient calm = client(hub, "grace");
        RawClient ada = client(hub, "ada");

        for (int i = 0; i < 50; i++) {
            calm.ping();
        }
        untilClosed(() -> {
            for (int i = 0; i < 5_000; i++) {
                ada.ping();
            }
        });

        assertThat(ada.closeCode()).isEqualTo(4429);
        calm.join("lobby");
    }

    @Test
    @DisplayName("[BD5] a client that sends nothing but what the hub does not know is sent away with 4429")
    void unknownTypes() {
        RawClient ada = client(start(), "ada");

        untilClosed(() -> {
            for (int i = 0; i < 5_000; i++) {
                ada.send("{'type':'dance'}");
            }
        });

        assertThat(ada.closeCode()).isEqualTo(4429);
        assertThat(ada.all().stream().filter(m -> m.type().equals("error")).count())
                .isBetween(1_000L, 1_200L);
    }

    @Test
    @DisplayName("[TR4] [BD5] a newer client's messages that this hub doesn't know do it no harm")
    void aFewUnknownTypes() {
        RawClient ada = client(start(), "ada");
        for (int i = 0; i < 500; i++) {
            ada.send("{'type':'dance'}");
        }
        ada.join("lobby");
    }

    @Test
    @DisplayName("[ER9] what is wrong with a message is said without repeating it")
    void quotes() {
        RawClient ada = member(start(), "ada", "lobby");
        String long_ = "x".repeat(100_000);
        ada.send("{'type':'" + long_ + "'}");
        ada.send("{'type':'leave','room':'" + long_ + "'}");
        ada.send("{'type':'signal','room':'" + long_ + "','value':1}");
        ada.send(put(long_, 1, "a", "1"));
        ada.send("{'type':'commit','room':'" + long_ + "','id':1,'ops':[{'dance':1}]}");
        ada.send(put("lobby", 1, long_, "1"));
        ada.send("{'type':'commit','room':'lobby','id':2,'ops':[],'if':[{'key':'" + long_ + "','version':3}]}");
        ada.send("{'type':'rules','room':'lobby','id':3,'rules':[{'prefix':'a','who':'" + long_ + "'}]}");
        ada.send("{'type':'commit','room':'lobby','id':4,'" + long_ + "':1,'" + long_ + "':1,'ops':[]}");
        ada.awaitDone("lobby");

        assertThat(ada.all().stream()
                        .filter(m -> m.type().equals("error") || m.type().equals("refused")))
                .hasSize(10)
                .allMatch(m -> m.toString().length() < 1_000);
    }

    @Test
    @DisplayName("[BD8] a client that asks for the list of rooms again and again, and takes none of it, is not kept")
    void untaken() {
        Hub hub = start(options -> options.withBounds(Bounds.DEFAULT.withQuotas(Bounds.Quotas.NONE)));
        RawClient many = client(hub, "grace");
        for (int i = 0; i < 1_000; i++) {
            many.join("room" + i + "x".repeat(90));
        }
        RawClient ada = connect(RawClient.to(hub).withoutReading());
        ada.sayHello("ada");
        untilClosed(() -> {
            for (int i = 0; i < 2_000; i++) {
                ada.send("{'type':'rooms'}"); // of which each is answered with over 100 KB
            }
        });
        many.send(put("room1" + "x".repeat(90), 1, "a", "1"));
        many.next("changes");
    }

    @Test
    @DisplayName(
            "[HT5] a connection that does not become a WebSocket in time is closed, however slowly it goes on speaking")
    void slowly() throws IOException {
        Hub hub = start(impatient());
        for (String said : List.of("", "GET /live HT", "GET /live HTTP/1.1\r\nHost: a\r\nX-Y: z\r\n")) {
            try (Socket socket = new Socket("127.0.0.1", hub.port())) {
                socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                try { // one byte after the other, so that it is never idle
                    clock.scheduleWithFixedDelay(() -> say(socket, 'x'), 0, 20, TimeUnit.MILLISECONDS);
                    assertThat(isEnded(socket)).as(said).isTrue();
                } finally {
                    clock.shutdownNow();
                }
            }
        }
        member(hub, "ada", "lobby");
    }

    @Test
    @DisplayName("[HT5] a WebSocket may last longer than that")
    void lasting() {
        Hub hub = start(impatient());
        RawClient ada = member(hub, "ada", "lobby");
        ada.awaitPings(20);
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
    }

    @Test
    @DisplayName(
            "[HT6] sockets beyond what an address may have are closed, whatever they are about to say; others come in again")
    void sockets() throws IOException {
        Hub hub = start(options -> options.withBounds(Bounds.DEFAULT.withSessionsPerAddress(2)));
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            silent.add(closedLater(new Socket("127.0.0.1", hub.port())));
        }
        int ended = 0;
        for (Socket socket : silent.subList(102, 110)) {
            ended += isEnded(socket) ? 1 : 0;
        }
        assertThat(ended).isEqualTo(8);
        for (Socket socket : silent) {
            socket.close();
        }
        await(() -> canConnect(hub));
    }

    @Test
    @DisplayName("[HT7] a request whose headers are too long is refused")
    void headers() throws IOException {
        Hub hub = start();
        try (Socket socket = new Socket("127.0.0.1", hub.port())) {
            String request = "GET /live HTTP/1.1\r\nHost: a\r\nX-Y: " + "z".repeat(20_000) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 431");
        }
    }

    private static java.util.function.UnaryOperator<HubOptions> impatient() {
        return options ->
                options.withTimings(new HubOptions.Timings(50, NEVER_MILLIS, NEVER_MILLIS, NEVER_MILLIS, HTTP_MILLIS));
    }

    private boolean canConnect(Hub hub) {
        try {
            return connect(hub).status() == 101;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void say(Socket socket, int letter) {
        try {
            socket.getOutputStream().write(letter);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was closed: no more of it
        }
    }

    private static boolean isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // an answer that tells of the end
            }
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
        return true;
    }

    private static void untilClosed(Runnable sending) {
        try {
            sending.run();
        } catch (UncheckedIOException e) {
            // it is closed already
        }
    }
}
