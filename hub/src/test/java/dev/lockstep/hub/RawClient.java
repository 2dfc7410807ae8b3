package dev.lockstep.hub;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.ClientId;

/**
 * A WebSocket client on a bare socket, which can be as rude as the tests need: it may not read, not answer pings, send
 * half a frame, or vanish. What the hub sends is collected in order; {@code next…} awaits and takes it.
 */
final class RawClient implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final long DEADLINE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final List<String> headers = new ArrayList<>();
    private final String status;
    private final boolean answersPings;
    private final List<Message> arrived = new ArrayList<>();
    private int taken;
    private int pings;
    private int closeCode;
    private String closeReason = "";
    private boolean ended;
    private String session = "";
    private long impossible = 9_000_000_000_000_000L;

    private RawClient(Settings settings) throws IOException {
        answersPings = settings.answersPings;
        socket = new Socket();
        if (settings.receiveBuffer > 0) {
            socket.setReceiveBufferSize(settings.receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", settings.port));
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        status = handshake(settings);
        if (settings.reads) {
            startReading();
        }
    }

    /** How a client behaves; polite unless told otherwise. */
    static final class Settings {
        private final int port;
        private String path = "/live";
        private @Nullable String origin;
        private @Nullable String extension;
        private @Nullable String forwardedFor;
        private boolean answersPings = true;
        private boolean reads = true;
        private int receiveBuffer;

        private Settings(int port) {
            this.port = port;
        }

        Settings path(String value) {
            path = value;
            return this;
        }

        Settings origin(String value) {
            origin = value;
            return this;
        }

        /** As a reverse proxy has it. */
        Settings forwardedFor(String addresses) {
            forwardedFor = addresses;
            return this;
        }

        Settings withoutPongs() {
            answersPings = false;
            return this;
        }

        Settings offering(String newExtension) {
            extension = newExtension;
            return this;
        }

        /** Reads nothing until {@link RawClient#startReading}. */
        Settings withoutReading() {
            reads = false;
            receiveBuffer = 4_096;
            return this;
        }

        RawClient connect() {
            try {
                return new RawClient(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Settings to(int port) {
        return new Settings(port);
    }

    static Settings to(Hub hub) {
        return new Settings(hub.port());
    }

    private String handshake(Settings settings) throws IOException {
        String request = "GET " + settings.path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (settings.origin == null ? "" : "Origin: " + settings.origin + "\r\n")
                + (settings.forwardedFor == null ? "" : "X-Forwarded-For: " + settings.forwardedFor + "\r\n")
                + (settings.extension == null ? "" : "Sec-WebSocket-Extensions: " + settings.extension + "\r\n")
                + "\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        String first = readLine();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            headers.add(line);
        }
        return first;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** The HTTP status that answered the handshake. */
    int status() {
        return Integer.parseInt(status.split(" ")[1]);
    }

    /** The lines of headers that answered the handshake. */
    List<String> headers() {
        return headers;
    }

    // ---- saying

    /** Says hello as the client of {@code secret}, and awaits the welcome. */
    Message hello(String secret) {
        sayHello(secret);
        Message welcome = next("welcome");
        session = welcome.text("session");
        return welcome;
    }

    void sayHello(String secret) {
        send("{'type':'hello','protocol':1,'client':'%s','secret':'%s','name':'%s','color':'#c0392b'}"
                .formatted(ClientId.of(secret), secret, secret));
    }

    String session() {
        return session;
    }

    /** Joins, and awaits and returns {@code joined}. */
    Message join(String room) {
        send("{'type':'join','room':'" + room + "'}");
        return next("joined");
    }

    /** Sends one text frame; quotes may be single. */
    void send(String json) {
        frame(0x80 | TEXT, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a text frame for each of {@code messages}, so that all of them are there before the first is read. */
    void sendAtOnce(Stream<String> messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages.forEach(json ->
                all.writeBytes(encode(0x80 | TEXT, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))));
        sendRaw(all.toByteArray());
    }

    /** Sends one message in fragments of {@code size} bytes. */
    void sendInFragments(String json, int size) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            int to = Math.min(bytes.length, from + size);
            byte[] part = Arrays.copyOfRange(bytes, from, to);
            frame((to == bytes.length ? 0x80 : 0) | (from == 0 ? TEXT : 0), part);
        }
    }

    void sendBinary(byte[] bytes) {
        frame(0x80 | BINARY, bytes);
    }

    void ping() {
        frame(0x80 | PING, new byte[0]);
    }

    /** Announces a text frame and sends less of it. */
    void sendHalfFrame(String json) {
        sendHalfFrame(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    void sendHalfFrame(byte[] payload) {
        byte[] whole = encode(0x80 | TEXT, payload);
        write(whole, whole.length / 2);
    }

    /** Sends bytes as they are, whatever they mean. */
    void sendRaw(byte[] bytes) {
        write(bytes, bytes.length);
    }

    /** Says nothing more, and hears on. */
    void endSaying() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // the connection was closed meanwhile
        }
    }

    /** Sends one frame; {@code first} holds its flags and its opcode. */
    void frame(int first, byte[] payload) {
        byte[] bytes = encode(first, payload);
        write(bytes, bytes.length);
    }

    private static byte[] encode(int first, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 14);
        bytes.write(first);
        if (payload.length < 126) {
            bytes.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            bytes.write(0x80 | 126);
            bytes.write(payload.length >> 8);
            bytes.write(payload.length);
        } else {
            bytes.write(0x80 | 127);
            bytes.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        bytes.writeBytes(new byte[4]); // a mask of zeros leaves the payload as it is
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    private void write(byte[] bytes, int length) {
        synchronized (out) {
            try {
                out.write(bytes, 0, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // ---- hearing

    void startReading() {
        Thread reader = new Thread(this::readAll, "raw-client");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (true) {
                int first = in.readUnsignedByte();
                int length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = Math.toIntExact(in.readLong());
                }
                byte[] payload = in.readNBytes(length);
                if (payload.length < length) {
                    throw new EOFException();
                }
                heard(first, payload, message);
            }
        } catch (IOException e) {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    private void heard(int first, byte[] payload, ByteArrayOutputStream message) throws IOException {
        int opcode = first & 0xf;
        if (opcode == PING) {
            synchronized (this) {
                pings++;
                notifyAll();
            }
            if (answersPings) {
                answer(PONG, payload);
            }
        } else if (opcode == CLOSE) {
            synchronized (this) {
                closeCode = payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
                closeReason = new String(
                        payload, Math.min(2, payload.length), Math.max(0, payload.length - 2), StandardCharsets.UTF_8);
                notifyAll();
            }
            byte[] code = payload.length < 2 ? new byte[0] : new byte[] {payload[0], payload[1]};
            answer(CLOSE, code);
        } else if (opcode != PONG) {
            message.writeBytes(payload);
            if ((first & 0x80) != 0) {
                Message whole = Message.parse(message.toString(StandardCharsets.UTF_8));
                message.reset();
                synchronized (this) {
                    arrived.add(whole);
                    notifyAll();
                }
            }
        }
    }

    private void answer(int opcode, byte[] payload) {
        try {
            frame(0x80 | opcode, payload);
        } catch (UncheckedIOException e) {
            // the connection was closed meanwhile
        }
    }

    /** Awaits the next message of {@code type}, passing over others; it and those before it are taken. */
    Message next(String type) {
        return next(type, message -> true);
    }

    /** Awaits the next message of {@code type} that {@code wanted} likes; it and those before it are taken. */
    Message next(String type, Predicate<Message> wanted) {
        return nextThat("a message of type " + type, message -> message.type().equals(type) && wanted.test(message));
    }

    /** Awaits the next message that {@code wanted} likes; it and those before it are taken. */
    synchronized Message nextThat(String what, Predicate<Message> wanted) {
        int[] at = {taken};
        await(() -> what, () -> {
            for (; at[0] < arrived.size(); at[0]++) {
                if (wanted.test(arrived.get(at[0]))) {
                    return true;
                }
            }
            return false;
        });
        taken = at[0] + 1;
        return arrived.get(at[0]);
    }

    /** Awaits the next message, whatever it is. */
    synchronized Message next() {
        await(() -> "any message", () -> taken < arrived.size());
        return arrived.get(taken++);
    }

    /** All that has arrived and was not taken. */
    synchronized List<Message> rest() {
        return List.copyOf(arrived.subList(taken, arrived.size()));
    }

    /** All that has arrived, in order. */
    synchronized List<Message> all() {
        return List.copyOf(arrived);
    }

    synchronized void awaitAll(Predicate<List<Message>> wanted) {
        await(() -> "what the test waits for", () -> wanted.test(arrived));
    }

    synchronized int pings() {
        return pings;
    }

    synchronized void awaitPings(int count) {
        await(() -> count + " pings", () -> pings >= count);
    }

    /** Awaits the close frame. */
    synchronized int closeCode() {
        await(() -> "a close frame", () -> closeCode != 0 || ended);
        return closeCode;
    }

    /** What the hub said at the close. */
    synchronized String closeReason() {
        closeCode();
        return closeReason;
    }

    /** Awaits a message of {@code type}, or the end of the stream. */
    synchronized void awaitMessageOrEnd(String type) {
        await(
                () -> "a message of type " + type + " or the end",
                () -> ended
                        || arrived.stream().anyMatch(message -> message.type().equals(type)));
    }

    /** Awaits the end of the stream. */
    synchronized void awaitEnd() {
        await(() -> "the end of the connection", () -> ended);
    }

    /**
     * Returns when the hub has done all that this client said before to {@code room}: it asks for what is refused, and
     * awaits that.
     */
    void awaitDone(String room) {
        send("{'type':'unlock','room':'" + room + "','id':9007199254740991,'fence':9007199254740991}");
        next("refused", message -> message.integer("id") == 9_007_199_254_740_991L);
    }

    /** Awaits the answer to an impossible unlock, whatever it is; what came before stays to be taken. */
    void awaitDoneOrUnavailable(String room) {
        long id = ++impossible;
        send("{'type':'unlock','room':'" + room + "','id':" + id + ",'fence':9007199254740991}");
        awaitAll(all -> all.stream().anyMatch(m -> m.type().equals("refused") && m.integer("id") == id));
    }

    private void await(Supplier<String> what, Supplier<Boolean> condition) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);
        while (!condition.get()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || ended) {
                throw new AssertionError((ended ? "the connection ended before " : "no ") + what.get() + "; close code "
                        + closeCode + ", arrived: " + arrived);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    // ---- going

    /** Says goodbye with 1000, and awaits the hub's own goodbye. */
    void sayGoodbye() {
        frame(0x80 | CLOSE, new byte[] {0x03, (byte) 0xe8});
        closeCode();
    }

    /** Vanishes without a word. */
    @Override
    public void close() {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
