package dev.lockstep.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts the program, lets one client in, and ends. The build runs it to learn which classes a start takes, and makes the
 * class-data archive of those; {@code hub/README.md} says what that gains.
 */
final class StartTrace {

    private StartTrace() {}

    /** @param args where its data may lie */
    public static void main(String[] args) throws IOException {
        Path data = Files.createTempDirectory(Path.of(args[0]), "start-");
        PipedInputStream said = new PipedInputStream();
        System.setOut(new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8));
        Thread hub = new Thread(() -> HubMain.main(new String[] {
            "--port=0", "--data=" + data,
        }));
        hub.setDaemon(true);
        hub.start();
        String line = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8)).readLine();
        int port = URI.create(line.substring(line.indexOf("ws:"))).getPort();
        try (RawClient client = RawClient.to(port).connect()) {
            client.hello("start");
            client.join("lobby");
        }
        System.exit(0);
    }
}
