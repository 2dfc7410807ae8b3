package dev.lockstep.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way to a hub that can break as networks do: what is sent is taken and goes nowhere, and nobody is told. New connections
 * find their way again.
 */
final class Tunnel implements AutoCloseable {

    private static final int CHUNK_BYTES = 16 * 1_024;

    /** One connection, with its two ends. */
    private static final class Pair {
        final Socket client;
        final Socket hub;
        final AtomicLong answered = new AtomicLong();
        volatile boolean requestsPass = true;
        volatile boolean answersPass = true;

        Pair(Socket client, Socket hub) {
            this.client = client;
            this.hub = hub;
        }
    }

    private final ServerSocket entrance;
    private final int hubPort;
    private final List<Pair> pairs = new CopyOnWriteArrayList<>();

    Tunnel(Hub hub) {
        this.hubPort = hub.port();
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("tunnel", this::accept);
    }

    /** Where clients connect. */
    String url() {
        return "ws://127.0.0.1:" + entrance.getLocalPort() + "/live";
    }

    /** How many connections there have been. */
    int connections() {
        return pairs.size();
    }

    /** How many bytes the hub has sent over the latest connection. */
    long answeredBytes() {
        return pairs.get(pairs.size() - 1).answered.get();
    }

    /** All that the present connections carry is lost from now on. */
    void loseAll() {
        pairs.forEach(pair -> pair.requestsPass = false);
        loseAnswers();
    }

    /** What the hub says over the present connections is lost from now on. */
    void loseAnswers() {
        pairs.forEach(pair -> pair.answersPass = false);
    }

    @Override
    public void close() {
        shut(entrance);
        pairs.forEach(Tunnel::shut);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Pair pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), hubPort));
                client.setTcpNoDelay(true);
                pair.hub.setTcpNoDelay(true);
                pairs.add(pair);
                run("tunnel-requests", () -> carryRequests(pair));
                run("tunnel-answers", () -> carryAnswers(pair));
            }
        } catch (IOException e) {
            shut(entrance);
        }
    }

    private static void carryRequests(Pair pair) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = pair.client.getInputStream();
            OutputStream out = pair.hub.getOutputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (pair.requestsPass) {
                    out.write(chunk, 0, n);
                }
            }
        } catch (IOException e) {
            // the end of the connection, as below
        }
        if (pair.requestsPass) {
            shut(pair);
        }
    }

    private static void carryAnswers(Pair pair) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = pair.hub.getInputStream();
            OutputStream out = pair.client.getOutputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (pair.answersPass) {
                    out.write(chunk, 0, n);
                    pair.answered.addAndGet(n);
                }
            }
        } catch (IOException e) {
            // the end of the connection, as above
        }
        if (pair.answersPass) {
            shut(pair);
        }
    }

    private static void shut(Pair pair) {
        shut(pair.client);
        shut(pair.hub);
    }

    private static void shut(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
