package dev.lockstep.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;

import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Somebody between client and hub: passes what he hears on to the hub, from its own machine, and remembers all of it. He takes encrypted
 * connections with a certificate of his own, or listens to the wire only.
 */
final class Interceptor implements AutoCloseable {

    private final ServerSocket listening;
    private volatile int hubPort;
    private volatile SslContextFactory.@Nullable Server tls; // null where he listens to the wire only
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream(); // guarded by this
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream(); // guarded by this

    Interceptor(SslContextFactory.Server tls, int hubPort) throws Exception {
        this.hubPort = hubPort;
        this.tls = tls;
        tls.start();
        listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        run(this::acceptAll);
    }

    /** Listens to the wire. */
    Interceptor(int hubPort) throws IOException {
        this.hubPort = hubPort;
        listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        run(this::acceptAll);
    }

    String url() {
        return "wss://127.0.0.1:" + listening.getLocalPort() + "/live";
    }

    /** Shows another certificate from now on, and passes on to another hub; whoever is connected is cut off. */
    void leadTo(SslContextFactory.Server newTls, int newHubPort) throws Exception {
        newTls.start();
        tls = newTls;
        hubPort = newHubPort;
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** All frames of the client, without the masks of WebSockets (RFC 6455, section 5.3); what is no frame stands for itself. */
    synchronized String said() {
        return Unmasked.text(heard.toByteArray());
    }

    /** All that went over the wire, in both directions, as it is and as the frames of a client without their masks. */
    synchronized String wire() {
        return heard.toString(StandardCharsets.ISO_8859_1)
                + Unmasked.text(heard.toByteArray())
                + answers.toString(StandardCharsets.ISO_8859_1);
    }

    private void acceptAll() throws IOException {
        while (true) {
            Socket client = encrypted(listening.accept());
            Socket hub = new Socket("127.0.0.1", hubPort);
            sockets.add(client);
            run(() -> pass(client, hub, heard));
            run(() -> pass(hub, client, answers));
        }
    }

    private Socket encrypted(Socket plain) throws IOException {
        SslContextFactory.Server current = tls;
        if (current == null) {
            return plain;
        }
        SSLSocket encrypted =
                (SSLSocket) current.getSslContext().getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private void pass(Socket from, Socket to, ByteArrayOutputStream remembered) throws IOException {
        byte[] buffer = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                synchronized (this) {
                    remembered.write(buffer, 0, count);
                }
                out.write(buffer, 0, count);
                out.flush();
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void run(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // one of the two has gone, or the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /** What a client's frames say. */
    static final class Unmasked {

        private Unmasked() {}

        static String text(byte[] bytes) {
            StringBuilder text = new StringBuilder();
            int at = endOfRequest(bytes);
            text.append(new String(bytes, 0, at, StandardCharsets.ISO_8859_1));
            while (at + 2 <= bytes.length) {
                int length = bytes[at + 1] & 0x7f;
                int head = 2;
                if (length == 126 && at + 4 <= bytes.length) {
                    length = (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
                    head = 4;
                }
                int mask = at + head;
                int from = mask + 4;
                for (int i = 0; i < length && from + i < bytes.length; i++) {
                    text.append((char) ((bytes[from + i] ^ bytes[mask + i % 4]) & 0xff));
                }
                at = from + length;
            }
            return text.toString();
        }

        private static int endOfRequest(byte[] bytes) {
            int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            return end < 0 ? bytes.length : end + 4;
        }
    }
}
