package dev.lockstep.model;

import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What may name a room or an entry: segments joined by {@code /}. */
public final class Names {

    /** In Unicode code points. */
    public static final int ROOM_CHARS_MAX = 100;

    /** In Unicode code points. */
    public static final int KEY_CHARS_MAX = 200;

    /** Between the segments of a room name or key. */
    public static final char SEPARATOR = '/';

    /** Begins the segment that makes a room a part of the one before it. */
    private static final String PART = SEPARATOR + "~";

    private Names() {}

    /** What is wrong with {@code name} as the name of a room, in words for people; null where nothing is. */
    public static @Nullable String problemWithRoom(String name) {
        return problem("room name", name, ROOM_CHARS_MAX);
    }

    /** @throws IllegalArgumentException where {@code name} can't name a room; the message is for people */
    public static void checkRoom(String name) {
        String problem = problemWithRoom(name);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** What is wrong with {@code key} as the key of an entry, in words for people; null where nothing is. */
    public static @Nullable String problemWithKey(String key) {
        return problem("key", key, KEY_CHARS_MAX);
    }

    /**
     * The room that {@code name} is a part of: what comes before the first segment that begins with {@code ~}, such as {@code
     * lobby} for {@code lobby/~chat/picture}. {@code name} itself where it is no part; the first segment where that begins so.
     */
    public static String roomOf(String name) {
        int part = name.indexOf(PART);
        if (name.charAt(0) != PART.charAt(1)) {
            return part < 0 ? name : name.substring(0, part);
        }
        int end = name.indexOf(SEPARATOR);
        return end < 0 ? name : name.substring(0, end);
    }

    /** Whether the room {@code name} is one that programs keep for themselves, and people don't open: it begins with {@code ~}. */
    public static boolean isOfPrograms(String name) {
        return name.charAt(0) == PART.charAt(1);
    }

    /** How the names of the parts of {@code room} begin. */
    public static String partsOf(String room) {
        return room + PART;
    }

    /** Whether a lock on {@code key} guards {@code other}: it is the same key, or one below it. */
    public static boolean guards(String key, String other) {
        return other.startsWith(key) && (other.length() == key.length() || other.charAt(key.length()) == SEPARATOR);
    }

    private static @Nullable String problem(String what, String name, int charsMax) {
        if (name.isEmpty()) {
            return "a " + what + " needs at least 1 character";
        }
        if (name.length() > charsMax && name.codePointCount(0, name.length()) > charsMax) {
            return "a " + what + " has at most " + charsMax + " characters";
        }
        boolean segmentEmpty = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == SEPARATOR && segmentEmpty) {
                return "a " + what + " has no empty segment: remove the needless / in it";
            }
            if (Character.isISOControl(c)) {
                return "a " + what + " has no control character";
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == name.length() || !Character.isSurrogatePair(c, name.charAt(i + 1))) {
                    return "a " + what + " has no lone surrogate";
                }
                i++;
            }
            segmentEmpty = c == SEPARATOR;
        }
        return segmentEmpty ? "a " + what + " does not end with /" : null;
    }

    /** The key above {@code key}; empty where there is none. */
    public static String parentOf(String key) {
        int cut = key.lastIndexOf(SEPARATOR);
        return cut < 0 ? "" : key.substring(0, cut);
    }

    /** The keys of {@code byKey} that have one segment more than {@code prefix}, in their order. */
    public static Set<String> directlyBelow(NavigableMap<String, ?> byKey, String prefix) {
        Set<String> keys = new LinkedHashSet<>();
        for (String key : byKey.subMap(prefix + SEPARATOR, prefix + (char) (SEPARATOR + 1))
                .keySet()) {
            if (key.indexOf(SEPARATOR, prefix.length() + 1) < 0) {
                keys.add(key);
            }
        }
        return keys;
    }
}
