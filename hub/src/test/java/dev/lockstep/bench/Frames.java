package dev.lockstep.bench;

import java.nio.ByteBuffer;

import dev.lockstep.wire.ClientId;

/** What is said to a hub, and as much of what it says as counts here, without parsing the rest. */
final class Frames {

    /** The room that all is done in; its name is short, as the changes are. */
    static final String ROOM = "b";

    private static final int KIND_AT = "{\"type\":\"".length();
    private static final int FIRST_SEQ_AT = "{\"type\":\"changes\",\"room\":\"b\",\"commits\":[{\"seq\":".length();
    private static final int RAW_ID_AT = "{\"type\":\"commit\",\"room\":\"b\",\"id\":".length();
    private static final int SEQ_NAME = "{\"seq\":".length();
    private static final int ID_BEHIND_SEQ = ",\"client\":\"0123456789012345678901\",\"id\":".length();

    private Frames() {}

    // ---- to the hub

    static String hello(String secret) {
        return "{\"type\":\"hello\",\"protocol\":1,\"client\":\"" + ClientId.of(secret) + "\",\"secret\":\"" + secret
                + "\",\"name\":\"" + secret + "\",\"color\":\"#c0392b\"}";
    }

    static String join(String room) {
        return "{\"type\":\"join\",\"room\":\"" + room + "\"}";
    }

    /** A change of about 95 bytes, different from all others. */
    static String change(long id) {
        return "{\"type\":\"commit\",\"room\":\"b\",\"id\":" + id + ",\"ops\":[" + operation(id) + "]}";
    }

    static String operation(long id) {
        return "{\"put\":\"k/" + id % 64 + "\",\"value\":{\"x\":123.5,\"n\":" + id + "}}";
    }

    // ---- from the hub

    static boolean isChanges(ByteBuffer frame, int from) {
        return frame.get(from + KIND_AT) == 'c';
    }

    static boolean isJoined(ByteBuffer frame, int from) {
        return frame.get(from + KIND_AT) == 'j';
    }

    static boolean isSnapshot(ByteBuffer frame, int from) {
        return frame.get(from + KIND_AT) == 's' && frame.get(from + KIND_AT + 1) == 'n';
    }

    static boolean isRefusal(ByteBuffer frame, int from) {
        byte kind = frame.get(from + KIND_AT);
        return (kind == 'r' && frame.get(from + KIND_AT + 3) == 'u') || kind == 'e';
    }

    /** The number of the first commit of {@code changes} in {@link #ROOM}. */
    static long firstSeq(ByteBuffer frame, int from) {
        return number(frame, from + FIRST_SEQ_AT);
    }

    /** The number of the last commit of {@code changes}. */
    static long lastSeq(ByteBuffer frame, int from, int to) {
        return number(frame, lastCommit(frame, from, to) + SEQ_NAME);
    }

    /** The id of the request that made the last commit of {@code changes}. */
    static long lastId(ByteBuffer frame, int from, int to) {
        int at = lastCommit(frame, from, to) + SEQ_NAME;
        while (frame.get(at) != ',') {
            at++;
        }
        return number(frame, at + ID_BEHIND_SEQ);
    }

    private static int lastCommit(ByteBuffer frame, int from, int to) {
        for (int at = to - SEQ_NAME; at > from; at--) {
            if (frame.get(at) == '{'
                    && frame.get(at + 1) == '"'
                    && frame.get(at + 2) == 's'
                    && frame.get(at + 3) == 'e'
                    && frame.get(at + 4) == 'q') {
                return at;
            }
        }
        throw new IllegalStateException("no commits in a frame of changes");
    }

    /** The id of a change as it was sent. */
    static long rawId(ByteBuffer frame, int from) {
        return number(frame, from + RAW_ID_AT);
    }

    static long number(ByteBuffer frame, int at) {
        long number = 0;
        for (int i = at; ; i++) {
            byte digit = frame.get(i);
            if (digit < '0' || digit > '9') {
                return number;
            }
            number = number * 10 + digit - '0';
        }
    }

    static String text(ByteBuffer frame, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append((char) frame.get(i));
        }
        return text.toString();
    }
}
