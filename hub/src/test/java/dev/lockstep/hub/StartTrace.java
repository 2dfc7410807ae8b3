package dev.lockstep.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.eclipse.jetty.util.IO;

import dev.lockstep.disk.UserDirectory;

/**
 * Starts the program, lets one client in, and ends. The build runs it to learn which classes a start takes, and makes the
 * class-data archive of those; {@code hub/README.md} says what that gains.
 */
final class StartTrace {

    /** The build takes it for no failure. */
    private static final int NOT_HERE = 2;

    private StartTrace() {}

    /** @param args a directory for its data; what is in it goes */
    public static void main(String[] args) {
        try {
            Path data = Path.of(args[0]);
            IO.delete(data);
            System.setProperty(UserDirectory.PROPERTY, data.resolve("user").toString());
            run(data);
            System.exit(0);
        } catch (Exception | AssertionError | LinkageError e) {
            System.err.println("The hub can't be tried on this machine, so it will start no faster: " + e);
            System.exit(NOT_HERE);
        }
    }

    private static void run(Path data) throws IOException {
        PipedInputStream said = new PipedInputStream();
        System.setOut(new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8));
        Thread hub = new Thread(() -> HubMain.main(new String[] {"--port=0", "--open", "--data=" + data}));
        hub.setDaemon(true);
        hub.start();
        String line = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8)).readLine();
        int port = URI.create(line.substring(line.indexOf("ws:"))).getPort();
        try (RawClient client = RawClient.to(port).connect()) {
            client.send("{'type':'identify','challenge':'0123456789abcdefghijkl'}");
            client.next("identity");
            client.hello("start");
            client.join("lobby");
        }
    }
}
