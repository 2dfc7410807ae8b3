package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Invite;
import dev.lockstep.disk.PrivateDirectory;

/**
 * By which a program that is started with the link of an invite finds the one that runs already, and hands the link to it. They meet at a Unix
 * domain socket in the directory for the user's data, which nobody else may enter. Where the platform has no such sockets, each program
 * goes its own way.
 */
public final class RunningProgram implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RunningProgram.class.getName());

    private static final String SOCKET = "program.sock";
    private static final int LINK_BYTES_MAX = 4_096;
    private static final byte TAKEN = 1;

    /** A program that doesn't take a link in that time never will. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final ServerSocketChannel socket;
    private final Path path;
    private final @Nullable Object own; // which file the path is, as long as it is this program's

    private RunningProgram(ServerSocketChannel socket, Path path) throws IOException {
        this.socket = socket;
        this.path = path;
        this.own = fileAt(path);
    }

    private static @Nullable Object fileAt(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /**
     * Gives {@code link} to the program that runs with {@code data}; blocks until that has it, some seconds at most.
     *
     * @return false where none runs, or it doesn't answer
     */
    public static boolean takes(Path data, String link) {
        Path path = data.resolve(SOCKET);
        if (Files.notExists(path)) {
            return false;
        }
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        Thread asking = new Thread(() -> taken.complete(give(path, link)), "lockstep-link");
        asking.setDaemon(true);
        asking.start();
        return taken.completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    private static boolean give(Path path, String link) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            writeAll(channel, ByteBuffer.wrap(link.getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            ByteBuffer answer = ByteBuffer.allocate(1);
            return channel.read(answer) == 1 && answer.get(0) == TAKEN;
        } catch (IOException | RuntimeException e) { // what is wrong with the path is no IOException
            LOG.log(Level.DEBUG, "no program takes the link", e);
            return false;
        }
    }

    /**
     * Listens for links, as the first program with {@code data}.
     *
     * @param told takes each link of an invite, on any thread
     * @return null where another program listens, or none can
     */
    public static @Nullable RunningProgram listen(Path data, Consumer<String> told) {
        Path path = data.resolve(SOCKET);
        try {
            PrivateDirectory.create(data);
            if (isAnswered(path)) {
                return null;
            }
            Files.deleteIfExists(path); // of a program that was killed
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                socket.bind(UnixDomainSocketAddress.of(path));
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
            RunningProgram program = new RunningProgram(socket, path);
            Thread thread = new Thread(() -> program.accept(told), "lockstep-links");
            thread.setDaemon(true);
            thread.start();
            return program;
        } catch (IOException | RuntimeException e) { // the platform has none, or the path is too long
            LOG.log(Level.DEBUG, "links of other programs are not listened for", e);
            return null;
        }
    }

    private static boolean isAnswered(Path path) {
        if (Files.notExists(path)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void accept(Consumer<String> told) {
        try {
            while (true) {
                SocketChannel from = socket.accept();
                Thread thread =
                        new Thread(() -> read(from, told), "lockstep-link"); // a silent one keeps nobody waiting
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no more links are listened for", e); // it was closed, for instance
        }
    }

    private static void read(SocketChannel from, Consumer<String> told) {
        try (from) {
            ByteBuffer bytes = ByteBuffer.allocate(LINK_BYTES_MAX);
            while (bytes.hasRemaining() && from.read(bytes) >= 0) {
                // until all is there
            }
            String link = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            if (Invite.isMeantBy(link)) {
                told.accept(link);
                writeAll(from, ByteBuffer.wrap(new byte[] {TAKEN}));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a link did not arrive", e);
        }
    }

    private static void writeAll(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            if (Files.exists(path) && Objects.equals(own, fileAt(path))) { // else it is another program's by now
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the socket for links could not be removed", e);
        }
    }
}
