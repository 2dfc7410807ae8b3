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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.fellbaum.jemoji.EmojiGroup;
import net.fellbaum.jemoji.EmojiManager;
import net.fellbaum.jemoji.Qualification;
import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.EmojiGlyphs;

/**
 * Emoji that look the same on every machine. JavaFX draws no coloured glyphs everywhere, and many machines have no font with
 * them: here each is a picture. Needs no toolkit; {@link EmojiPicture} shows one, {@link EmojiText} finds them in texts. Reading
 * what is known of them takes some 300 ms, when this class is first used.
 *
 * @param text as it is written and stored
 * @param names what it is called, as in {@code :heart:}, without the colons; the first is shown
 * @param about what it shows, in words, as Unicode calls it
 * @param group where it stands in a list of all
 * @param picture the name of its file
 */
record Emoji(String text, List<String> names, String about, EmojiGroup group, String picture) {

    private static final Pattern NAME = Pattern.compile(":([a-z0-9_+-]{1,60}):");

    private static final Pattern SKIN = Pattern.compile("[\uD83C\uDFFB-\uD83C\uDFFF]");

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

    /** One of the files beside the pictures. */
    static InputStream file(String name) {
        return EmojiGlyphs.open(name);
    }

    /** Where one of the files beside the pictures is. */
    static String address(String name) {
        return EmojiGlyphs.addressOf(name);
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

    /** The one that is called {@code name}, without colons; null where none is. */
    static @Nullable Emoji named(String name) {
        return BY_NAME.get(name);
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
}
