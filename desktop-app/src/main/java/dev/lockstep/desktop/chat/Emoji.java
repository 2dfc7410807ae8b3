package dev.lockstep.desktop.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.fellbaum.jemoji.EmojiGroup;
import net.fellbaum.jemoji.EmojiManager;
import net.fellbaum.jemoji.IndexedEmoji;
import net.fellbaum.jemoji.Qualification;
import org.jspecify.annotations.Nullable;

/**
 * Emoji that look the same on every machine. JavaFX draws no coloured glyphs everywhere, and many machines have no font with
 * them: here each is a picture. Needs no toolkit; {@link EmojiPicture} shows one.
 *
 * @param text as it is written and stored
 * @param names what it is called, as in {@code :heart:}, without the colons; the first is shown
 * @param about what it shows, in words, as Unicode calls it
 * @param group where it stands in a list of all
 * @param picture the name of its file
 */
record Emoji(String text, List<String> names, String about, EmojiGroup group, String picture) {

    private static final Pattern NAME = Pattern.compile(":([a-z0-9_+-]{1,60}):");

    /** A name that stands by itself, as in no time of day and no key of a program; or code, which stays as it is. */
    private static final Pattern NAMED_OR_CODE =
            Pattern.compile("(?<code>(?<!`)(?<ticks>`+)(?!`)[\\s\\S]*?(?<!`)\\k<ticks>(?!`))"
                    + "|(?<![\\p{L}\\p{N}]):(?<name>[a-z0-9_+-]{1,60}):(?![\\p{L}\\p{N}])");

    /** In a longer text emoji are not looked for where that is a service only: each takes a while. */
    private static final int TOLD_CHARS_MAX = 2_000;

    private static final int FEW_CHARS_MAX = 100;
    private static final Pattern SKIN = Pattern.compile("[\uD83C\uDFFB-\uD83C\uDFFF]");

    /** Everything below is no emoji but a keycap's digit or a sign of text. */
    private static final int FIRST = 0x203C;

    /** Signs below are text, as fonts have them, unless it is said that they are meant as a picture. */
    private static final int PICTURES_FROM = 0x2600;

    /** A name of one of {@link #POPULAR} comes before all others that begin so. */
    private static final List<String> POPULAR_TEXTS =
            List.of(("👍 👎 ❤️ 😂 😀 🙂 😉 😎 😍 🥳 🤔 😅 😕 🙁 😢 😭 😠 🤯 😴 🙈 👋 👏 👌 ✌️ 🤞 👉 🙏 🤝 💪 👀"
                            + " 🎉 🔥 🚀 ⭐ ✅ ❌ ❓ ❗ 💡 💯 🐛 ☕ 🍺 🍕 🎂 ☀️ 🎵 💔 💩")
                    .split(" "));

    /** Two people of different skins are written otherwise than two of the same. */
    private static final Map<String, String> SAME_PICTURE = Map.of(
            "🫱\u200D🫲", "🤝",
            "👩\u200D🤝\u200D👩", "👭",
            "👩\u200D🤝\u200D👨", "👫",
            "👨\u200D🤝\u200D👨", "👬",
            "🧑\u200D❤\u200D🧑", "💑",
            "🧑\u200D❤\u200D💋\u200D🧑", "💏");

    /** All that can be drawn, in the order of Unicode. */
    static final List<Emoji> ALL;

    /** What people use most. */
    static final List<Emoji> POPULAR;

    private static final Map<String, Emoji> BY_BARE_TEXT = new HashMap<>();
    private static final Map<String, Emoji> BY_NAME = new HashMap<>();

    static {
        Map<String, net.fellbaum.jemoji.Emoji> known = new HashMap<>();
        for (net.fellbaum.jemoji.Emoji each : EmojiManager.getAllEmojis()) {
            if (each.getQualification() == Qualification.FULLY_QUALIFIED) {
                known.put(fileName(each.getEmoji()), each);
            }
        }
        ALL = index().map(name -> emoji(name, Objects.requireNonNull(known.get(name), name)))
                .toList();
        for (Emoji each : ALL) {
            BY_BARE_TEXT.put(bare(each.text), each);
        }
        SAME_PICTURE.forEach((text, same) -> BY_BARE_TEXT.put(text, Objects.requireNonNull(of(same), same)));
        POPULAR = POPULAR_TEXTS.stream()
                .map(text -> Objects.requireNonNull(of(text), text))
                .toList();
        Stream.concat(POPULAR.stream(), ALL.stream())
                .forEach(each -> each.names.forEach(name -> BY_NAME.putIfAbsent(name, each)));
    }

    private static Stream<String> index() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(file("index.txt"), StandardCharsets.US_ASCII))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own list of emoji can't be read: install it anew", e);
        }
    }

    /** Reads what is known of emoji on a thread of its own: that takes some 200 ms, and no window should wait for it. */
    static void prepare() {
        Thread thread = new Thread(() -> of(""), "lockstep-emoji");
        thread.setDaemon(true);
        thread.start();
    }

    /** One of the files beside the pictures. */
    static InputStream file(String name) {
        return Objects.requireNonNull(Emoji.class.getResourceAsStream("emoji/" + name), name);
    }

    private static Emoji emoji(String fileName, net.fellbaum.jemoji.Emoji known) {
        List<String> names = Stream.of(known.getSlackAliases(), known.getDiscordAliases(), known.getGithubAliases())
                .flatMap(List::stream)
                .filter(alias -> NAME.matcher(alias).matches())
                .map(alias -> alias.substring(1, alias.length() - 1))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        if (names.isEmpty()) {
            names.add(known.getDescription().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"));
        }
        return new Emoji(
                known.getEmoji(), List.copyOf(names), known.getDescription(), known.getGroup(), fileName + ".png");
    }

    private static String fileName(String text) {
        return text.codePoints()
                .filter(c -> c != 0xFE0F)
                .mapToObj(c -> String.format("%04x", c))
                .collect(Collectors.joining("-"));
    }

    /** As it is written by those who read its name. */
    String name() {
        return ":" + names.get(0) + ":";
    }

    /** The one that {@code text} is; null where there is no picture of it. */
    static @Nullable Emoji of(String text) {
        return BY_BARE_TEXT.get(bare(text));
    }

    /** The skin is always the same, and how to show a sign is not asked for. */
    private static String bare(String text) {
        return SKIN.matcher(text.replace("\uFE0F", "")).replaceAll("");
    }

    /**
     * Those that {@code words} are looked for: first whose name begins so, then who have each of the words in their names or in
     * what they show; within that the popular ones first.
     */
    static List<Emoji> find(String words) {
        String lower = words.strip().toLowerCase(Locale.ROOT);
        List<String> parts = Arrays.asList(lower.split("[\\s_]+"));
        Set<Emoji> popular = new HashSet<>(POPULAR);
        Comparator<Emoji> best = Comparator.<Emoji>comparingInt(each -> each.isNamed(lower) ? 0 : 1)
                .thenComparingInt(each -> popular.contains(each) ? 0 : 1);
        return ALL.stream()
                .filter(each -> each.isNamed(lower) || each.has(parts))
                .sorted(best)
                .toList();
    }

    private boolean isNamed(String beginning) {
        return names.stream().anyMatch(name -> name.startsWith(beginning));
    }

    private boolean has(List<String> parts) {
        String all =
                (about + " " + String.join(" ", names)).toLowerCase(Locale.ROOT).replace('_', ' ');
        return parts.stream().allMatch(part -> all.startsWith(part) || all.contains(" " + part));
    }

    /** Puts emoji in place of their {@code :names:}, but for what is code in Markdown. */
    static String unnamed(String text) {
        if (text.indexOf(':') < 0) {
            return text;
        }
        Matcher matcher = NAMED_OR_CODE.matcher(text);
        StringBuilder unnamed = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group("name");
            Emoji named = name == null ? null : BY_NAME.get(name);
            matcher.appendReplacement(unnamed, Matcher.quoteReplacement(named != null ? named.text : matcher.group()));
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
            Emoji drawn = of(emoji);
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
