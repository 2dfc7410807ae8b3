package dev.lockstep.bench;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

import dev.lockstep.wire.ClientId;

/** What is said to a hub, and as much of what it says as counts here, without parsing the rest. */
final class Frames {

    /** The room that all is done in; its name is short, as the changes are. */
    static final String ROOM = "b";

    /** How many keys an author changes in turn. */
    static final int CHANGED_KEYS = 64;

    private static final int KIND_AT = "{\"type\":\"".length();
    private static final int FIRST_SEQ_AT = "{\"type\":\"changes\",\"room\":\"b\",\"commits\":[{\"seq\":".length();
    private static final int RAW_ID_AT = "{\"type\":\"commit\",\"room\":\"b\",\"id\":".length();
    private static final int SEQ_NAME = "{\"seq\":".length();
    private static final int CLIENT_BEHIND_SEQ = ",\"client\":\"".length();
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

    /** A change of about 95 bytes in {@link #ROOM}, different from all others. */
    static String change(long id) {
        return change("k", id);
    }

    /** @param author names the keys, so that several authors have each their own */
    static String change(String author, long id) {
        return "{\"type\":\"commit\",\"room\":\"b\",\"id\":" + id + ",\"ops\":[{\"put\":\"" + author + "/"
                + id % CHANGED_KEYS + "\",\"value\":{\"x\":123.5,\"n\":" + id + "}}]}";
    }

    /** Makes {@code count} entries from the number {@code first} on; see {@link #entryBytes}. */
    static String fill(String room, long id, int first, int count) {
        StringBuilder text =
                new StringBuilder("{\"type\":\"commit\",\"room\":\"" + room + "\",\"id\":" + id + ",\"ops\":[");
        for (int number = first; number < first + count; number++) {
            text.append(number == first ? "" : ",")
                    .append("{\"put\":\"")
                    .append(entryKey(number))
                    .append("\",\"value\":")
                    .append(entryValue(number))
                    .append('}');
        }
        return text.append("]}").toString();
    }

    /** How many bytes the keys and values of the entries before {@code end} have. */
    static long entryBytes(int end) {
        long bytes = 0;
        for (int number = 0; number < end; number++) {
            bytes += entryKey(number).length() + entryValue(number).length();
        }
        return bytes;
    }

    private static String entryKey(int number) {
        return "entry/" + number;
    }

    private static String entryValue(int number) {
        return "{\"x\":" + number % 1_000 + ",\"y\":" + number % 700 + ",\"done\":false}";
    }

    // ---- from the hub

    static boolean isChanges(ByteBuffer frame, int from) {
        return frame.get(from + KIND_AT) == 'c';
    }

    static boolean isJoined(ByteBuffer frame, int from) {
        return frame.get(from + KIND_AT) == 'j';
    }

    static boolean isWelcome(ByteBuffer frame, int from) {
        return frame.get(from + KIND_AT) == 'w';
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

    /** Where the room stands, as {@code joined} tells it. */
    static long joinedSeq(ByteBuffer frame, int from) {
        int at = from;
        while (!(frame.get(at) == 's'
                && frame.get(at + 1) == 'e'
                && frame.get(at + 2) == 'q'
                && frame.get(at + 3) == '"')) {
            at++;
        }
        return number(frame, at + "seq\":".length());
    }

    /** Tells {@code visitor} the ids of the commits of {@code client}, in order. */
    static void forEachId(ByteBuffer frame, int from, int to, String client, LongConsumer visitor) {
        int length = ID_BEHIND_SEQ + SEQ_NAME;
        for (int at = from; at < to - length; at++) {
            if (isCommit(frame, at)) {
                int behindSeq = at + SEQ_NAME;
                while (frame.get(behindSeq) != ',') {
                    behindSeq++;
                }
                if (isAt(client, frame, behindSeq + CLIENT_BEHIND_SEQ)) {
                    visitor.accept(number(frame, behindSeq + ID_BEHIND_SEQ));
                }
            }
        }
    }

    private static boolean isAt(String text, ByteBuffer frame, int at) {
        for (int i = 0; i < text.length(); i++) {
            if (frame.get(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCommit(ByteBuffer frame, int at) {
        return frame.get(at) == '{'
                && frame.get(at + 1) == '"'
                && frame.get(at + 2) == 's'
                && frame.get(at + 3) == 'e'
                && frame.get(at + 4) == 'q';
    }

    private static int lastCommit(ByteBuffer frame, int from, int to) {
        for (int at = to - SEQ_NAME; at > from; at--) {
            if (isCommit(frame, at)) {
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
