package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.Scripts;

/**
 * Reads the marks in a line of a message. What is no pair of marks stays as it was written. Pure, and bounded by what may be spent.
 *
 * <p>Code and addresses come first, and nothing in them is a mark. Then a mark opens at the beginning of a word, and closes at the end of
 * one, on the same line: {@code 2*3*4}, {@code *.txt}, {@code C:\_temp\} and {@code snake_case} have none.
 */
final class InlineReader {

    /** More than bold and italic of each other is a joke, or an attack. */
    private static final int STYLES_MAX = 4;

    private static final int COST_LINK = 4;
    private static final int COST_CODE = 3;

    private static final Pattern NAMED_LINK = Pattern.compile("\\[([^\\[\\]]{1,300})\\]\\((\\S{1,2000}?)\\)(?!\\))");

    /** The longer before the shorter. */
    private static final List<Mark> MARKS = List.of(
            new Mark("***", List.of("bold", "italic")),
            new Mark("**", List.of("bold")),
            new Mark("~~", List.of("struck")),
            new Mark("*", List.of("italic")),
            new Mark("_", List.of("italic")));

    private static final String BEFORE_OPENING =
            "([{\"'\u201C\u2018\u00AB\u201E\u2014\u2013\u2026,;:\u00A1\u00BF\uFF08\u300C\u3001\u3002\uFF0C\uFF1A";
    private static final String BEHIND_OPENING =
            "([{\"'\u201C\u2018\u00AB\u201E@#:$\u20AC\u00A3+-\u00A1\u00BF\uFF08\u300C";
    private static final String BEHIND_CLOSING =
            ")]}\"'\u201D\u2019\u00BB.,;:!?\u2026\u2014\u2013-/\uFF09\u300D\u3001\u3002\uFF0C\uFF1A\uFF1F\uFF01";
    private static final String BEFORE_CLOSING_NOT = "\\/([{";
    private static final String MARK_SIGNS = "*_~";

    /** What is there is drawn or said otherwise than letters are. */
    private static final int FIRST_PICTURE = 0x2190;

    private record Mark(String sign, List<String> styles) {}

    /** A part of a line in which no mark counts. */
    private record Atom(int from, int end, MessageDoc.Inline part, int cost) {}

    private final MessageDoc.Budget budget;

    InlineReader(MessageDoc.Budget budget) {
        this.budget = budget;
    }

    /** Reads a line into the parts that are there. */
    void read(String line, List<MessageDoc.Inline> into) {
        new Line(line).read(0, line.length(), into, List.of());
    }

    /** Reads a text without marks. */
    void plain(String text, List<MessageDoc.Inline> into, List<String> styles) {
        for (EmojiText.Part part : EmojiText.split(EmojiText.unnamed(text))) {
            if (budget.isOver()) {
                return;
            } else if (part.drawn() != null) {
                add(new MessageDoc.Picture(part.drawn()), 1, into);
            } else if (part.name() != null) {
                run(part.name(), into, with(styles, List.of("emoji-name")));
            } else {
                run(part.text(), into, styles);
            }
        }
    }

    /** Goes on with the run before where it has the same styles. */
    void run(String text, List<MessageDoc.Inline> into, List<String> styles) {
        MessageDoc.Inline last = into.isEmpty() ? null : into.get(into.size() - 1);
        if (last instanceof MessageDoc.Run before && before.styles().equals(styles)) {
            into.set(into.size() - 1, new MessageDoc.Run(before.text() + text, styles));
        } else if (!text.isEmpty()) {
            add(new MessageDoc.Run(text, styles), 1, into);
        }
    }

    private void add(MessageDoc.Inline part, int cost, List<MessageDoc.Inline> into) {
        if (budget.spend(cost)) {
            into.add(part);
        }
    }

    private static List<String> with(List<String> styles, List<String> more) {
        List<String> all = new ArrayList<>(styles);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** One line, and what is in it that has no marks. */
    private final class Line {

        private final String line;
        private final List<Atom> atoms = new ArrayList<>();

        Line(String line) {
            this.line = line;
            int from = 0;
            for (int tick = line.indexOf('`'); tick >= 0; tick = line.indexOf('`', from)) {
                int ticks = ticks(tick);
                int close = closing(tick + ticks, ticks);
                if (close < 0) {
                    from = tick + ticks;
                    continue;
                }
                addresses(from == 0 || atoms.isEmpty() ? 0 : lastEnd(), tick);
                String code = line.substring(tick + ticks, close);
                atoms.add(new Atom(tick, close + ticks, new MessageDoc.Code(unpadded(code)), COST_CODE));
                from = close + ticks;
            }
            addresses(lastEnd(), line.length());
        }

        private int lastEnd() {
            return atoms.isEmpty() ? 0 : atoms.get(atoms.size() - 1).end();
        }

        private int ticks(int at) {
            int end = at;
            while (end < line.length() && line.charAt(end) == '`') {
                end++;
            }
            return end - at;
        }

        /** Where as many ticks close what so many opened, with something between; -1 where none do. */
        private int closing(int from, int ticks) {
            for (int at = line.indexOf('`', from); at >= 0; at = line.indexOf('`', at + ticks(at))) {
                if (ticks(at) == ticks) {
                    return line.substring(from, at).isBlank() ? -1 : at;
                }
            }
            return -1;
        }

        /** A space on both sides keeps ticks apart, and is no part of the code. */
        private static String unpadded(String code) {
            boolean padded = code.length() > 2 && code.startsWith(" ") && code.endsWith(" ");
            return padded ? code.substring(1, code.length() - 1) : code;
        }

        private void addresses(int from, int end) {
            String part = line.substring(from, end);
            List<Atom> named = new ArrayList<>();
            Matcher links = NAMED_LINK.matcher(part);
            while (part.indexOf('[') >= 0 && links.find()) {
                String address = Addresses.openable(balanced(links.group(2)));
                boolean posing = !Addresses.in(links.group(1)).isEmpty(); // it says that it leads elsewhere
                if (address != null && !posing && balanced(links.group(2)).equals(links.group(2))) {
                    named.add(new Atom(
                            from + links.start(),
                            from + links.end(),
                            new MessageDoc.Link(links.group(1), address, List.of()),
                            COST_LINK));
                }
            }
            int at = from;
            for (Atom link : named) {
                bare(at, link.from());
                atoms.add(link);
                at = link.end();
            }
            bare(at, end);
        }

        private static String balanced(String address) {
            return address.chars().filter(c -> c == '(').count()
                            == address.chars().filter(c -> c == ')').count()
                    ? address
                    : "";
        }

        private void bare(int from, int end) {
            String part = line.substring(from, end);
            for (Addresses.Found found : Addresses.in(part)) {
                String text = part.substring(found.from(), found.end());
                String address = found.address();
                atoms.add(new Atom(
                        from + found.from(),
                        from + found.end(),
                        address == null ? new MessageDoc.FilePath(text) : new MessageDoc.Link(text, address, List.of()),
                        COST_LINK));
            }
        }

        void read(int from, int end, List<MessageDoc.Inline> into, List<String> styles) {
            int at = from;
            int plain = from;
            while (at < end && !budget.isOver()) {
                Atom atom = atomAt(at);
                Mark mark = atom == null && styles.size() < STYLES_MAX ? opening(at, end) : null;
                int close = mark == null ? -1 : closing(mark, at + mark.sign().length(), end);
                if (atom != null) {
                    plain(line.substring(plain, at), into, styles);
                    add(styled(atom.part(), styles), atom.cost(), into);
                    at = atom.end();
                    plain = at;
                } else if (mark != null && close > 0) {
                    plain(line.substring(plain, at), into, styles);
                    read(at + mark.sign().length(), close, into, with(styles, mark.styles()));
                    at = close + mark.sign().length();
                    plain = at;
                } else {
                    at += MARK_SIGNS.indexOf(line.charAt(at)) >= 0 ? signs(at) : 1;
                }
            }
            plain(line.substring(Math.min(plain, end), end), into, styles);
        }

        private MessageDoc.Inline styled(MessageDoc.Inline part, List<String> styles) {
            return part instanceof MessageDoc.Link link
                    ? new MessageDoc.Link(link.text(), link.address(), styles)
                    : part;
        }

        private @Nullable Atom atomAt(int at) {
            for (Atom atom : atoms) {
                if (atom.from() == at) {
                    return atom;
                } else if (atom.from() > at) {
                    return null;
                }
            }
            return null;
        }

        /** How often the sign at {@code at} stands there in a row. */
        private int signs(int at) {
            int end = at;
            while (end < line.length() && line.charAt(end) == line.charAt(at)) {
                end++;
            }
            return end - at;
        }

        private @Nullable Mark markAt(int at, int end) {
            int signs = MARK_SIGNS.indexOf(line.charAt(at)) < 0 ? 0 : signs(at);
            for (Mark mark : MARKS) {
                if (mark.sign().length() == signs && at + signs <= end && line.startsWith(mark.sign(), at)) {
                    return mark;
                }
            }
            return null;
        }

        private @Nullable Mark opening(int at, int end) {
            Mark mark = markAt(at, end);
            int behind = mark == null ? end : at + mark.sign().length();
            if (mark == null || behind >= end) {
                return null;
            }
            int before = at == 0 ? ' ' : line.codePointBefore(at);
            int first = line.codePointAt(behind);
            boolean begins = Character.isWhitespace(before)
                    || BEFORE_OPENING.indexOf(before) >= 0
                    || MARK_SIGNS.indexOf(before) >= 0
                    || Scripts.isWithoutSpaces(before);
            boolean word = Character.isLetterOrDigit(first)
                    || BEHIND_OPENING.indexOf(first) >= 0
                    || MARK_SIGNS.indexOf(first) >= 0
                    || first >= FIRST_PICTURE
                    || atomAt(behind) != null;
            return begins && word ? mark : null;
        }

        /** Where the mark closes; -1 where it doesn't, and so was none. */
        private int closing(Mark mark, int from, int end) {
            int at = from;
            while (at < end) {
                Atom atom = atomAt(at);
                if (atom != null) {
                    at = atom.end();
                } else if (line.charAt(at) != mark.sign().charAt(0)) {
                    at++;
                } else if (at > from
                        && mark.equals(markAt(at, end))
                        && closes(at, at + mark.sign().length())) {
                    return at;
                } else if (mark.sign().equals("_")) {
                    return -1; // a name that has such signs in it
                } else {
                    at += signs(at);
                }
            }
            return -1;
        }

        private boolean closes(int at, int behind) {
            int before = line.codePointBefore(at);
            if (Character.isWhitespace(before) || BEFORE_CLOSING_NOT.indexOf(before) >= 0) {
                return false;
            } else if (behind >= line.length()) {
                return true;
            }
            int next = line.codePointAt(behind);
            boolean goesOn = behind + 1 < line.length()
                    && ".-/:".indexOf(next) >= 0
                    && Character.isLetterOrDigit(line.codePointAt(behind + 1)); // as in *.txt
            return Character.isWhitespace(next)
                    || (BEHIND_CLOSING.indexOf(next) >= 0 && !goesOn)
                    || MARK_SIGNS.indexOf(next) >= 0
                    || next >= FIRST_PICTURE
                    || Scripts.isWithoutSpaces(next);
        }
    }
}
