package dev.lockstep.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.lockstep.disk.UserDirectory;
import dev.lockstep.hub.journal.Journal;

/** Somebody else who uses this machine. */
public final class OtherUser {

    private OtherUser() {}

    /** A hub that somebody else runs: it knows the programs of this user no better than any others. */
    public static synchronized Hub start(HubOptions options, Journal journal) {
        String own = System.getProperty(UserDirectory.PROPERTY);
        try {
            Path directory = Files.createTempDirectory("lockstep-other-user");
            directory.toFile().deleteOnExit();
            System.setProperty(UserDirectory.PROPERTY, directory.toString());
            return Hub.start(options, journal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            System.setProperty(UserDirectory.PROPERTY, own);
        }
    }
}
