package dev.lockstep.desktop.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import net.fellbaum.jemoji.EmojiManager;
import net.fellbaum.jemoji.IndexedEmoji;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/**
 * Emoji that look the same on every machine. JavaFX draws no coloured glyphs everywhere, and many machines have no font with
 * them: those that people use most are drawn as icons, any other is told by its {@code :name:}.
 *
 * @param text as it is written and stored
 * @param names what it is called, as in {@code :heart:}; the first is shown
 * @param tone the role of its colour, a style class
 */
record Emoji(String text, List<String> names, Ikon icon, String tone) {

    private static final String WARM = "emoji-warm";
    private static final String RED = "emoji-red";
    private static final String GREEN = "emoji-green";
    private static final String BLUE = "emoji-blue";

    static final List<Emoji> ALL = List.of(
            emoji("👍", MaterialDesignT.THUMB_UP, WARM, "thumbsup", "+1", "thumbs_up"),
            emoji("👎", MaterialDesignT.THUMB_DOWN, WARM, "thumbsdown", "-1", "thumbs_down"),
            emoji("❤️", MaterialDesignH.HEART, RED, "heart", "love"),
            emoji("😀", MaterialDesignE.EMOTICON, WARM, "grinning", "smile", "smiley"),
            emoji("🙂", MaterialDesignE.EMOTICON_HAPPY, WARM, "slight_smile", "happy"),
            emoji("😂", MaterialDesignE.EMOTICON_LOL, WARM, "joy", "lol", "laughing"),
            emoji("😉", MaterialDesignE.EMOTICON_WINK, WARM, "wink"),
            emoji("😎", MaterialDesignE.EMOTICON_COOL, WARM, "sunglasses", "cool"),
            emoji("😄", MaterialDesignE.EMOTICON_EXCITED, WARM, "excited", "grin"),
            emoji("😛", MaterialDesignE.EMOTICON_TONGUE, WARM, "stuck_out_tongue", "tongue"),
            emoji("😘", MaterialDesignE.EMOTICON_KISS, WARM, "kissing_heart", "kiss"),
            emoji("😐", MaterialDesignE.EMOTICON_NEUTRAL, WARM, "neutral_face", "neutral"),
            emoji("😕", MaterialDesignE.EMOTICON_CONFUSED, WARM, "confused"),
            emoji("🙁", MaterialDesignE.EMOTICON_SAD, WARM, "slight_frown", "sad"),
            emoji("😢", MaterialDesignE.EMOTICON_CRY, BLUE, "cry"),
            emoji("😠", MaterialDesignE.EMOTICON_ANGRY, RED, "angry"),
            emoji("🤢", MaterialDesignE.EMOTICON_SICK, GREEN, "nauseated_face", "sick"),
            emoji("😵", MaterialDesignE.EMOTICON_DEAD, WARM, "dizzy_face", "dead"),
            emoji("😈", MaterialDesignE.EMOTICON_DEVIL, RED, "smiling_imp", "devil"),
            emoji("💩", MaterialDesignE.EMOTICON_POOP, WARM, "poop", "hankey"),
            emoji("👋", MaterialDesignH.HAND_WAVE, WARM, "wave", "hello"),
            emoji("👏", MaterialDesignH.HAND_CLAP, WARM, "clap", "applause"),
            emoji("👌", MaterialDesignH.HAND_OKAY, WARM, "ok_hand", "ok"),
            emoji("✌️", MaterialDesignH.HAND_PEACE, WARM, "v", "peace"),
            emoji("✋", MaterialDesignH.HAND_BACK_LEFT, WARM, "raised_hand", "hand", "stop"),
            emoji("👉", MaterialDesignH.HAND_POINTING_RIGHT, WARM, "point_right"),
            emoji("🙏", MaterialDesignH.HANDS_PRAY, WARM, "pray", "thanks", "please"),
            emoji("🤝", MaterialDesignH.HANDSHAKE, WARM, "handshake", "deal"),
            emoji("💔", MaterialDesignH.HEART_BROKEN, RED, "broken_heart"),
            emoji("🎉", MaterialDesignP.PARTY_POPPER, RED, "tada", "party", "celebrate"),
            emoji("🔥", MaterialDesignF.FIRE, RED, "fire", "hot"),
            emoji("🚀", MaterialDesignR.ROCKET_LAUNCH, BLUE, "rocket", "launch", "ship_it"),
            emoji("⭐", MaterialDesignS.STAR, WARM, "star"),
            emoji("✅", MaterialDesignC.CHECK_BOLD, GREEN, "white_check_mark", "check", "done"),
            emoji("❌", MaterialDesignC.CLOSE_THICK, RED, "x", "no"),
            emoji("❓", MaterialDesignH.HELP, BLUE, "question"),
            emoji("💡", MaterialDesignL.LIGHTBULB_ON, WARM, "bulb", "idea"),
            emoji("🐛", MaterialDesignB.BUG, GREEN, "bug"),
            emoji("👀", MaterialDesignE.EYE, BLUE, "eyes", "looking"),
            emoji("☕", MaterialDesignC.COFFEE, WARM, "coffee", "break"),
            emoji("🍺", MaterialDesignG.GLASS_MUG_VARIANT, WARM, "beer"),
            emoji("🎂", MaterialDesignC.CAKE_VARIANT, RED, "birthday", "cake"),
            emoji("☀️", MaterialDesignW.WEATHER_SUNNY, WARM, "sunny", "sun"),
            emoji("🎵", MaterialDesignM.MUSIC_NOTE, BLUE, "musical_note", "music"));

    private static final Map<String, Emoji> BY_TEXT = new HashMap<>();
    private static final Map<String, Emoji> BY_NAME = new HashMap<>();

    static {
        for (Emoji each : ALL) {
            BY_TEXT.put(bare(each.text), each);
            each.names.forEach(name -> BY_NAME.putIfAbsent(name, each));
        }
    }

    private static final Pattern NAMED = Pattern.compile(":([a-z0-9_+-]{1,40}):");

    /** Everything below is no emoji but a keycap's digit or a sign of text. */
    private static final int FIRST = 0x203C;

    private static Emoji emoji(String text, Ikon icon, String tone, String... names) {
        return new Emoji(text, List.of(names), icon, tone);
    }

    FontIcon node() {
        FontIcon node = new FontIcon(icon);
        node.getStyleClass().addAll("emoji", tone);
        node.setAccessibleText(names.get(0));
        return node;
    }

    /** The one that is drawn for {@code text}; null where none is. */
    static @Nullable Emoji of(String text) {
        return BY_TEXT.get(bare(text));
    }

    /** Those whose name begins so. */
    static List<Emoji> named(String beginning) {
        String lower = beginning.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(each -> each.names.stream().anyMatch(name -> name.startsWith(lower)))
                .toList();
    }

    /** The skin is always the same, and how to show a sign is not asked for. */
    private static String bare(String text) {
        return text.replace("\uFE0F", "").replaceAll("[\uD83C\uDFFB-\uD83C\uDFFF]", "");
    }

    /** Puts emoji in place of their {@code :names:}. */
    static String unnamed(String text) {
        return text.indexOf(':') < 0
                ? text
                : NAMED.matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(named(match.group(), match.group(1))));
    }

    private static String named(String whole, String name) {
        Emoji drawn = BY_NAME.get(name);
        return drawn != null ? drawn.text : whole;
    }

    /** What a text is made of, in order. */
    interface Parts {
        void text(String text);

        /** @param name what it is called where it can't be drawn */
        void emoji(String text, @Nullable Emoji drawn, String name);
    }

    static void split(String text, Parts parts) {
        if (text.codePoints().noneMatch(c -> c >= FIRST)) {
            parts.text(text);
            return;
        }
        int from = 0;
        for (IndexedEmoji found : EmojiManager.extractEmojisInOrderWithIndex(text)) {
            int start = found.getCharIndex();
            int end = found.getEndCharIndex();
            if (start > from) {
                parts.text(text.substring(from, start));
            }
            String emoji = text.substring(start, end);
            List<String> aliases = found.getEmoji().getDiscordAliases();
            String name = aliases.isEmpty() ? ":" + found.getEmoji().getDescription() + ":" : aliases.get(0);
            parts.emoji(emoji, of(emoji), name);
            from = end;
        }
        if (from < text.length()) {
            parts.text(text.substring(from));
        }
    }
}
