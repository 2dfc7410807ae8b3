package dev.lockstep.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.Protocol;

/** One WebSocket of a {@link Swarm}. It looks at nothing that it needn't. */
final class Peer {

    /** Told of each text frame; {@code frame} from {@code from} to {@code to} is gone when it returns. */
    interface Listener {
        void text(Peer peer, ByteBuffer frame, int from, int to);
    }

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int HEADER_MAX = 14;

    private static final String HANDSHAKE = "GET " + Protocol.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Listener listener;
    private ByteBuffer out = ByteBuffer.allocateDirect(512);
    private @Nullable ByteBuffer rest; // of a frame that has not come whole
    private long bytesIn;

    private Peer(SocketChannel channel, Selector selector, Listener listener) throws IOException {
        this.channel = channel;
        this.listener = listener;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    static Peer connect(int port, Selector selector, Listener listener) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(ByteBuffer.wrap(HANDSHAKE.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int last = 0; last != 0x0d0a0d0a; last = (last << 8) | one.get(0)) { // until an empty line
            one.clear();
            if (channel.read(one) < 0) {
                throw new EOFException("no WebSocket");
            }
        }
        channel.configureBlocking(false);
        return new Peer(channel, selector, listener);
    }

    /** How many bytes have come. */
    long bytesIn() {
        return bytesIn;
    }

    // ---- saying

    /** Sends {@code text}, which is ASCII, at the next {@link #flush}. */
    void say(String text) {
        int length = text.length();
        header(TEXT, length);
        for (int i = 0; i < length; i++) {
            out.put((byte) text.charAt(i));
        }
    }

    /** A mask of zeros leaves the payload as it is. */
    private void header(int opcode, int length) {
        if (out.remaining() < length + HEADER_MAX) {
            ByteBuffer larger = ByteBuffer.allocateDirect(2 * (out.capacity() + length + HEADER_MAX));
            out = larger.put(out.flip());
        }
        out.put((byte) (FIN | opcode));
        if (length < 126) {
            out.put((byte) (MASKED | length));
        } else if (length < 65_536) {
            out.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            out.put((byte) (MASKED | 127)).putLong(length);
        }
        out.putInt(0);
    }

    /** Gives to the network what it takes. */
    void flush() throws IOException {
        if (out.position() == 0) {
            return;
        }
        out.flip();
        channel.write(out);
        out.compact();
        boolean more = out.position() > 0;
        int wanted = more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** Whether the network has not taken all yet. */
    boolean isBehind() {
        return out.position() > 0;
    }

    // ---- hearing

    /** Reads what is there, by way of {@code shared}, which all peers use; returns it or a larger one. */
    ByteBuffer read(ByteBuffer shared) throws IOException {
        ByteBuffer buffer = shared;
        buffer.clear();
        ByteBuffer begun = rest;
        if (begun != null) {
            if (begun.remaining() * 2 > buffer.capacity()) {
                buffer = ByteBuffer.allocateDirect(begun.remaining() * 4);
            }
            buffer.put(begun);
            rest = null;
        }
        int count = channel.read(buffer);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        bytesIn += count;
        buffer.flip();
        while (frame(buffer)) {}
        if (buffer.hasRemaining()) {
            rest = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        }
        return buffer;
    }

    /** False where the next frame is not whole. */
    private boolean frame(ByteBuffer buffer) throws IOException {
        int start = buffer.position();
        int there = buffer.remaining();
        if (there < 2) {
            return false;
        }
        int opcode = buffer.get(start) & 0xf;
        int length = buffer.get(start + 1) & 0x7f;
        int head = 2;
        if (length == 126) {
            head = 4;
            length = there < head ? 0 : buffer.getShort(start + 2) & 0xffff;
        } else if (length == 127) {
            head = 10;
            length = there < head ? 0 : (int) buffer.getLong(start + 2);
        }
        if (there < head + length) {
            return false;
        }
        buffer.position(start + head + length);
        if (opcode == TEXT) {
            listener.text(this, buffer, start + head, start + head + length);
        } else if (opcode == PING) {
            header(PONG, 0);
            flush();
        } else if (opcode == CLOSE) {
            throw new EOFException("the server said goodbye");
        }
        return true;
    }

    void close() throws IOException {
        channel.close();
    }
}
