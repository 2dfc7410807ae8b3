package dev.lockstep.model;

/** Writes JSON strings (RFC 8259, section 7). */
public final class JsonEscapes {

    private JsonEscapes() {}

    /** Appends {@code value} in quotes; control characters and lone surrogates are escaped. */
    public static void appendQuoted(StringBuilder out, String value) {
        out.append('"');
        int plainFrom = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (isPairAt(value, i)) {
                i++;
                continue;
            }
            out.append(value, plainFrom, i);
            appendEscaped(out, c);
            plainFrom = i + 1;
        }
        if (plainFrom == 0) {
            out.append(value).append('"'); // copies all at once, where a part of a text is copied letter by letter
        } else {
            out.append(value, plainFrom, value.length()).append('"');
        }
    }

    /** How many bytes of UTF-8 {@link #appendQuoted} writes. */
    static int quotedBytes(String value) {
        int bytes = 2;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80 && !Character.isSurrogate(c)) {
                bytes += c < 0x800 ? 2 : 3;
            } else if (isPairAt(value, i)) {
                bytes += 4;
                i++;
            } else {
                bytes += escapedChars(c);
            }
        }
        return bytes;
    }

    /** How many characters a character of ASCII, or a lone surrogate, is written with. */
    private static int escapedChars(char c) {
        if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t') {
            return 2;
        }
        return c < ' ' || Character.isSurrogate(c) ? 6 : 1;
    }

    private static boolean isPairAt(String value, int i) {
        return i + 1 < value.length() && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1));
    }

    private static void appendEscaped(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit((c >> shift) & 0xf, 16));
                }
            }
        }
    }
}
