package dev.lockstep.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Reason;

/** The token of a command line, which may stand in a file: other users can read command lines. */
public final class TokenOption {

    /** The environment variable that may have the token. */
    public static final String VARIABLE = "LOCKSTEP_TOKEN";

    private TokenOption() {}

    /**
     * @param token as it was given, null where it was not
     * @param file whose first line it is, null where none was given
     * @param inEnvironment what the environment variable has, null or empty for nothing
     * @return null where none was given
     * @throws IllegalArgumentException where both are given, or the file has no token in it; the message is for display
     */
    public static @Nullable String of(@Nullable String token, @Nullable Path file, @Nullable String inEnvironment) {
        if (token != null && file != null) {
            throw new IllegalArgumentException("give --token or --token-file, not both");
        }
        if (file == null) {
            boolean preset = token == null && inEnvironment != null && !inEnvironment.isEmpty();
            return preset ? inEnvironment : token;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || lines.get(0).isBlank()) {
                throw new IllegalArgumentException(
                        "the token file " + file + " is empty; write a token into its first line");
            }
            return lines.get(0).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("can't read the token file " + file + ": " + Reason.withoutFile(e), e);
        }
    }
}
