package dev.lockstep.model;

/** Counts bytes without encoding. */
public final class Utf8 {

    private Utf8() {}

    /** How many bytes {@code text} has in UTF-8; a lone surrogate counts as the one byte of its replacement. */
    public static int bytes(CharSequence text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c < 0x800) {
                bytes++;
            } else if (!Character.isSurrogate(c)) {
                bytes += 2;
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                bytes += 2;
                i++;
            }
        }
        return bytes;
    }
}
