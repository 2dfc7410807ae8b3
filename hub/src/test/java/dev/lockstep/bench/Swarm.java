package dev.lockstep.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * WebSocket clients on bare sockets, all served by the one thread that calls {@link #serve}: so that what they cost is small
 * beside what a server does for them.
 */
final class Swarm implements AutoCloseable {

    private static final int READ_BYTES = 1 << 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Selector selector;
    private final List<Peer> peers = new ArrayList<>();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);

    Swarm() throws IOException {
        selector = Selector.open();
    }

    /** A new connection, whose frames {@code listener} gets. */
    Peer connect(int port, Peer.Listener listener) throws IOException {
        Peer peer = Peer.connect(port, selector, listener);
        peers.add(peer);
        return peer;
    }

    /** Sends what is to be sent, then takes what has come, or comes within {@code millis}; 0 waits for nothing. */
    void serve(long millis) throws IOException {
        for (Peer peer : peers) {
            peer.flush();
        }
        if (millis > 0) {
            selector.select(this::ready, millis);
        } else {
            selector.selectNow(this::ready);
        }
    }

    /** Serves until {@code condition} holds. */
    void serveUntil(String what, BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IOException("waited in vain for " + what);
            }
            serve(1);
        }
    }

    private void ready(SelectionKey key) {
        Peer peer = (Peer) key.attachment();
        try {
            if (key.isReadable()) {
                buffer = peer.read(buffer);
            }
            if (key.isValid() && key.isWritable()) {
                peer.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a connection broke", e);
        }
    }

    /** Ends one connection. */
    void end(Peer peer) throws IOException {
        peers.remove(peer);
        peer.close();
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
        selector.close();
    }
}
