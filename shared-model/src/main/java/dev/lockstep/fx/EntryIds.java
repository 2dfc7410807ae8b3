package dev.lockstep.fx;

import java.security.SecureRandom;

/** Draws ids for the keys of new entries. Any thread. */
final class EntryIds {

    /** 80 bits of chance: a billion of them in one room and no two alike. */
    private static final int CHARS = 16;

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder id = new StringBuilder(CHARS);
        for (int i = 0; i < CHARS; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
