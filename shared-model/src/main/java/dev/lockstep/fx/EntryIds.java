package dev.lockstep.fx;

import java.security.SecureRandom;

/** Draws ids for the keys of new entries. Any thread. */
final class EntryIds {

    /** 80 bits of chance: a billion of them in one room and no two alike. */
    private static final int CHARS = 16;

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[CHARS];
        random.nextBytes(bytes);
        StringBuilder id = new StringBuilder(CHARS);
        for (byte each : bytes) {
            id.append(DIGITS.charAt(each & DIGITS.length() - 1)); // there are 32 of them
        }
        return id.toString();
    }
}
