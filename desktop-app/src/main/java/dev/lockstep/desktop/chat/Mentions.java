package dev.lockstep.desktop.chat;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.Scripts;

/** Who is spoken to in a message: a name behind {@code @}, whole or the first part of it. Names may have spaces. Pure. */
final class Mentions {

    /** What all are called together. */
    static final String ALL = "all";

    private Mentions() {}

    /** As people speak to somebody. */
    static String firstName(String name) {
        return name.split("\\s+", 2)[0];
    }

    /**
     * Whether {@code text} speaks to somebody called {@code name}, or to all. In code, and in addresses, nobody is spoken to.
     *
     * @param others names of others, since {@code @Anna} doesn't call Ann
     */
    static boolean speaksTo(String text, String name, Collection<String> others) {
        if (text.indexOf('@') < 0) {
            return false;
        }
        String whole = DisplayText.name(name);
        List<String> mine = List.of(whole, firstName(whole), ALL);
        if (mine.stream().noneMatch(each -> isIn(text, each, others))) {
            return false;
        }
        return MessageDoc.runs(text).stream().anyMatch(run -> mine.stream().anyMatch(each -> isIn(run, each, others)));
    }

    private static boolean isIn(String text, String name, Collection<String> others) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            if (begins(text, at) && isAt(text, at, name)) {
                String longest = longestAt(text, at, others);
                if (longest == null || longest.length() <= name.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The longest of {@code names} that stands behind the {@code @} at {@code at}; null where none does. */
    static @Nullable String longestAt(String text, int at, Collection<String> names) {
        String longest = null;
        if (begins(text, at)) {
            for (String name : names) {
                if ((longest == null || name.length() > longest.length()) && isAt(text, at, name)) {
                    longest = name;
                }
            }
        }
        return longest;
    }

    /** Not in the middle of a word, as in an address of mail. */
    private static boolean begins(String text, int at) {
        int before = at == 0 ? ' ' : text.codePointBefore(at);
        return !Character.isLetterOrDigit(before) || Scripts.isWithoutSpaces(before);
    }

    private static boolean isAt(String text, int at, String name) {
        int end = at + 1 + name.length();
        if (name.isEmpty() || !text.regionMatches(true, at + 1, name, 0, name.length())) {
            return false;
        } else if (end >= text.length()) {
            return true;
        }
        int next = text.codePointAt(end);
        boolean joined = (next == '-' || next == '_')
                && end + 1 < text.length()
                && Character.isLetterOrDigit(text.codePointAt(end + 1));
        boolean withoutSpaces =
                Scripts.isWithoutSpaces(next) || Scripts.isWithoutSpaces(name.codePointBefore(name.length()));
        return !joined && (!Character.isLetterOrDigit(next) || withoutSpaces);
    }
}
