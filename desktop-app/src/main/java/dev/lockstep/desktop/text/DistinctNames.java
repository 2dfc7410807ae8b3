package dev.lockstep.desktop.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Names as they are shown, told apart: where two that are called alike are known, each has a part of the public name of its
 * client beside it, as in "Ada ·k3J9". On one thread.
 */
public final class DistinctNames {

    /** Stands before what tells two apart, with a space before it; {@link DisplayText#name} lets nobody begin a word with it. */
    private static final String SIGN = " ·";

    private static final int TAG_CHARS_MIN = 4;
    private static final int TAG_CHARS_MAX = 16;
    private static final Pattern FIT_FOR_TAG = Pattern.compile("[A-Za-z0-9_-]{4,64}");

    /** From so many on, all have a tag, and it is not looked any more whether they need one. */
    private static final int KNOWN_MAX = 2_000;

    private final Map<String, TreeSet<String>> tagsByLook = new HashMap<>();
    private final Map<String, String> cleaned = new HashMap<>(); // by the name as it came
    private final Map<String, String> looks = new HashMap<>(); // by the cleaned name
    private int known;

    /**
     * Somebody is there.
     *
     * @param client who it is, in a way that no two share; from an entry it may be anything
     * @param name as it came
     */
    public void add(String client, String name) {
        if (known < KNOWN_MAX) {
            TreeSet<String> tags = tagsByLook.computeIfAbsent(look(clean(name)), look -> new TreeSet<>());
            known += tags.add(tagOf(client)) ? 1 : 0;
        }
    }

    /** The cleaned name, with a tag where it needs one. */
    public String shown(String client, String name) {
        String shown = clean(name);
        String tag = tagOf(client);
        TreeSet<String> tags = tagsByLook.get(look(shown));
        boolean alone = tags == null || (tags.size() == 1 && tags.contains(tag));
        if (alone && known < KNOWN_MAX) {
            return shown;
        }
        int chars = TAG_CHARS_MIN;
        if (tags != null) {
            chars = Math.max(
                    chars, 1 + Math.max(sameBeginning(tag, tags.lower(tag)), sameBeginning(tag, tags.higher(tag))));
        }
        return shown + SIGN + tag.substring(0, Math.min(chars, Math.min(TAG_CHARS_MAX, tag.length())));
    }

    /** What {@link #shown} returned, without its tag. */
    public static String withoutTag(String shown) {
        int tag = shown.lastIndexOf(SIGN);
        return tag < 0 ? shown : shown.substring(0, tag);
    }

    private String clean(String name) {
        if (cleaned.size() > 2 * KNOWN_MAX) {
            cleaned.clear();
        }
        return cleaned.computeIfAbsent(name, DisplayText::name);
    }

    private String look(String cleanedName) {
        if (looks.size() > 2 * KNOWN_MAX) {
            looks.clear();
        }
        return looks.computeIfAbsent(cleanedName, Confusables::skeleton);
    }

    private static int sameBeginning(String one, @Nullable String other) {
        int same = 0;
        while (other != null
                && same < one.length()
                && same < other.length()
                && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    /** The client's public name is a checksum; what is no such is made one. */
    private static String tagOf(String client) {
        if (FIT_FOR_TAG.matcher(client).matches()) {
            return client;
        }
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(client.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
