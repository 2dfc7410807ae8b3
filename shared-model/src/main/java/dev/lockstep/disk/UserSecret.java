package dev.lockstep.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret that the programs of one user of a machine share, in a file that nobody else can read. By it a hub and its clients on one machine
 * show each other that the same user runs them.
 */
public final class UserSecret {

    /** The file's name in {@link UserDirectory#ofPlatform}. */
    public static final String FILE = "user.secret";

    private static final int BYTES = 32;

    /** Base64url of {@value #BYTES} bytes. */
    private static final int CHARS = 43;

    private UserSecret() {}

    /** Where the secret of this user lies. */
    public static Path file() {
        return UserDirectory.ofPlatform().resolve(FILE);
    }

    /**
     * The secret of this user, drawn and kept where there is none yet. Any thread; reads the disk.
     *
     * @throws IOException where it can't be read or kept, with the reason for display
     */
    public static String get() throws IOException {
        Path directory = UserDirectory.ofPlatform();
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                PrivateDirectory.create(directory);
                PrivateFile.createWith(file, draw() + "\n");
            }
            String secret = PrivateFile.read(file).strip();
            if (secret.length() != CHARS) {
                throw new IOException("it is damaged; delete it, and start all programs of Lockstep again");
            }
            return secret;
        } catch (IOException e) {
            throw new IOException("can't use the secret of this user in " + file + ": " + Reason.withoutFile(e), e);
        }
    }

    private static String draw() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
