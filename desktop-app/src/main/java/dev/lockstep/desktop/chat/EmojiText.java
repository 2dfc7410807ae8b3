package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import net.fellbaum.jemoji.EmojiManager;
import net.fellbaum.jemoji.IndexedEmoji;
import net.fellbaum.jemoji.Qualification;
import org.jspecify.annotations.Nullable;

/** Emoji in texts: found, named where only text can be shown, and put in place of their names. */
final class EmojiText {

    /** A name that stands by itself, as in no time of day and no key of a program; or code, which stays as it is. */
    private static final Pattern NAMED_OR_CODE =
            Pattern.compile("(?<code>(?<!`)(?<ticks>`+)(?!`)[\\s\\S]*?(?<!`)\\k<ticks>(?!`))"
                    + "|(?<![\\p{L}\\p{N}]):(?<name>[a-z0-9_+-]{1,60}):(?![\\p{L}\\p{N}])");

    /** In a longer text emoji are not looked for where that is a service only: each takes a while. */
    private static final int TOLD_CHARS_MAX = 2_000;

    private static final int FEW_CHARS_MAX = 100;

    /** Everything below is no emoji but a keycap's digit or a sign of text. */
    private static final int FIRST = 0x203C;

    /** Signs below are text, as fonts have them, unless it is said that they are meant as a picture. */
    private static final int PICTURES_FROM = 0x2600;

    private EmojiText() {}

    /** Reads what is known of emoji on a thread of its own: no window should wait for it. */
    static void prepare() {
        Thread thread = new Thread(() -> Emoji.of(""), "lockstep-emoji");
        thread.setDaemon(true);
        thread.start();
    }

    /** Puts emoji in place of their {@code :names:}, but for what is marked as code. */
    static String unnamed(String text) {
        if (text.indexOf(':') < 0) {
            return text;
        }
        Matcher matcher = NAMED_OR_CODE.matcher(text);
        StringBuilder unnamed = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group("name");
            Emoji named = name == null ? null : Emoji.named(name);
            matcher.appendReplacement(
                    unnamed, Matcher.quoteReplacement(named != null ? named.text() : matcher.group()));
        }
        return matcher.appendTail(unnamed).toString();
    }

    /** Puts {@code :names:} in place of emoji, where only text can be shown; a long text stays as it is. */
    static String told(String text) {
        if (text.length() > TOLD_CHARS_MAX) {
            return text;
        }
        return split(text).stream()
                .map(part -> part.name() == null ? part.text() : part.name())
                .collect(Collectors.joining());
    }

    /** Whether {@code text} is nothing but a few emoji, which are shown large then. */
    static boolean isFew(String text, int most) {
        if (text.length() > FEW_CHARS_MAX) {
            return false;
        }
        List<Part> parts = split(text).stream()
                .filter(part -> part.name() != null || !part.text().isBlank())
                .toList();
        return !parts.isEmpty() && parts.size() <= most && parts.stream().allMatch(part -> part.drawn() != null);
    }

    /**
     * What a text is made of.
     *
     * @param drawn null for what is no emoji, or has no picture
     * @param name what an emoji is called, with colons; null for what is none
     */
    record Part(
            String text, @Nullable Emoji drawn, @Nullable String name) {}

    /** The parts of {@code text}, in order. */
    static List<Part> split(String text) {
        if (text.codePoints().noneMatch(c -> c >= FIRST)) {
            return List.of(new Part(text, null, null));
        }
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (IndexedEmoji found : EmojiManager.extractEmojisInOrderWithIndex(text)) {
            int start = found.getCharIndex();
            int end = found.getEndCharIndex();
            if (isSignOfText(found.getEmoji())) {
                continue;
            }
            if (start > from) {
                parts.add(new Part(text.substring(from, start), null, null));
            }
            String emoji = text.substring(start, end);
            Emoji drawn = Emoji.of(emoji);
            parts.add(new Part(
                    emoji,
                    drawn,
                    drawn != null ? drawn.name() : ":" + found.getEmoji().getDescription() + ":"));
            from = end;
        }
        if (from < text.length()) {
            parts.add(new Part(text.substring(from), null, null));
        }
        return parts;
    }

    private static boolean isSignOfText(net.fellbaum.jemoji.Emoji emoji) {
        return emoji.getQualification() != Qualification.FULLY_QUALIFIED
                && emoji.getEmoji().codePointAt(0) < PICTURES_FROM;
    }
}
