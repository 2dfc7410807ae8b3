package dev.lockstep.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

/** What is sent to a client that asks for compact frames, letter by letter; the library, in all other tests, is one. */
class CompactFramesTest extends HubTest {

    @Test
    @DisplayName(
            "[CF1] [CF2] [CF3] [CF4] a client that asks for compact frames is sent arrays, and only commits and entries so")
    void arrays() throws Exception {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "name", "'Ada'"));
        ada.awaitDone("lobby");
        Frames frames = new Frames();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(hub.url()), frames)
                .join();
        String secret = "a secret of some length for a test";
        socket.sendText(
                        "{\"type\":\"hello\",\"protocol\":1,\"client\":\"" + ClientId.of(secret) + "\",\"secret\":\""
                                + secret + "\",\"name\":\"Alan\",\"compact\":true}",
                        true)
                .thenCompose(sent -> socket.sendText("{\"type\":\"join\",\"room\":\"lobby\"}", true))
                .join();
        assertThat(frames.next()).contains("\"welcome\"");
        assertThat(frames.next()).startsWith("[{\"room\":\"lobby\"").contains("\"name\",\"Ada\",");
        String joined = frames.next();
        assertThat(joined).contains("\"joined\"").contains("\"compact\":{\"room\":");
        String number = joined.replaceAll(".*\"compact\":\\{\"room\":(\\d+).*", "$1");
        ada.send(put("lobby", 2, "name", "'Grace'"));
        assertThat(frames.next()).startsWith("[" + number + ",").contains("\"name\",\"Grace\"");
        ada.send("{'type':'signal','room':'lobby','value':1}");
        assertThat(frames.next()).startsWith("{\"type\":\"signal\"");
        socket.abort();
    }

    /** Whole frames, but for presence, which comes when it comes. */
    private static final class Frames implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                String frame = part.toString();
                part.setLength(0);
                if (!frame.contains("\"type\":\"presence\"")) {
                    frames.add(frame);
                }
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        String next() throws InterruptedException, IOException {
            String frame = frames.poll(20, TimeUnit.SECONDS);
            if (frame == null) {
                throw new IOException("no frame came");
            }
            return frame;
        }
    }
}
