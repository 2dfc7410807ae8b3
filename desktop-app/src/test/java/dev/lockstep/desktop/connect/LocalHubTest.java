package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.hub.HubException;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.wire.Protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalHubTest {

    @TempDir
    Path data;

    @Test
    @DisplayName("the first program hosts, the next one finds it")
    void hostThenFind() throws IOException {
        int port = freePort();
        try (LocalHub first = new LocalHub(port, data);
                LocalHub second = new LocalHub(port, data)) {
            assertThat(first.findOrHost().hosted()).isTrue();
            assertThat(second.findOrHost())
                    .isEqualTo(new LocalHub.Found("ws://127.0.0.1:" + port + "/live", false, true));
            assertThat(first.findOrHost().hosted()).isTrue();
        }
    }

    @Test
    @DisplayName("of several that start at once, one hosts and all find it")
    void atOnce() throws IOException {
        int port = freePort();
        List<LocalHub> hubs = List.of(
                new LocalHub(port, data), new LocalHub(port, data), new LocalHub(port, data), new LocalHub(port, data));
        ExecutorService programs = Executors.newFixedThreadPool(hubs.size());
        try {
            List<LocalHub.Found> found =
                    hubs.stream().map(hub -> CompletableFuture.supplyAsync(hub::findOrHost, programs)).toList().stream()
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(found).filteredOn(LocalHub.Found::hosted).hasSize(1);
            assertThat(found).extracting(LocalHub.Found::url).containsOnly("ws://127.0.0.1:" + port + "/live");
        } finally {
            programs.shutdown();
            hubs.forEach(LocalHub::close);
        }
    }

    @Test
    @Timeout(30)
    @DisplayName("where data can't be kept, that is said at once: waiting for another program would be in vain")
    void nowhere() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "no directory");
        try (LocalHub hub = new LocalHub(freePort(), file.resolve("data"), Duration.ofMinutes(10))) {
            assertThatThrownBy(hub::findOrHost)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("can't use the data in " + file.resolve("data"));
        }
    }

    @Test
    @DisplayName("a port that another program has is told, with what to do")
    void portTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalHub hub = new LocalHub(other.getLocalPort(), data, Duration.ofSeconds(2))) {
            assertThatThrownBy(hub::findOrHost)
                    .isInstanceOf(HubException.class)
                    .hasMessageContaining("takes connections and does not answer")
                    .hasMessageContaining("join a hub elsewhere");
        }
    }

    @Test
    @DisplayName("a program that answers /health as a hub does is not taken for one")
    void onlyHealthy() throws IOException {
        byte[] answer =
                ("{\"status\":\"read-only\",\"protocol\":" + Protocol.VERSION + "}").getBytes(StandardCharsets.UTF_8);
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext(Protocol.HEALTH_PATH, exchange -> {
            exchange.sendResponseHeaders(503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        other.start();
        try (LocalHub hub = new LocalHub(other.getAddress().getPort(), data)) {
            assertThatThrownBy(hub::findOrHost)
                    .hasMessageContaining("is no hub")
                    .hasMessageContaining("takes no WebSockets");
        } finally {
            other.stop(0);
        }
    }

    @Test
    @Timeout(30)
    @DisplayName("something that answers drop by drop, without end, keeps nobody")
    void drips() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                LocalHub hub = new LocalHub(other.getLocalPort(), data, Duration.ofSeconds(2))) {
            Thread dripping = new Thread(() -> drip(other));
            dripping.setDaemon(true);
            dripping.start();
            assertThatThrownBy(hub::findOrHost).hasMessageContaining("does not answer");
        }
    }

    /** A header that never ends, a letter every 50 ms. */
    private static void drip(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                OutputStream out = socket.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                socket.setSoTimeout(50);
                while (!isGone(socket)) {
                    out.write('x');
                    out.flush();
                }
            } catch (IOException e) {
                continue; // who asked is gone
            }
        }
    }

    private static boolean isGone(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read(new byte[8_192]) < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
