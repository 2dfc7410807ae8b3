package dev.lockstep.desktop.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which names look alike. It rather takes two for alike that are not than the other way round: what follows is a tag beside
 * each, which harms nobody.
 */
final class Confusables {

    /** Pairs of a sign and the one that it is taken for: Cyrillic, Greek, and Latin ones that few know. */
    private static final String PAIRS = "аaсcеeёeоoрpхxуyіiїiјjѕsԁdһhԛqԝwѵvкkмmтtгrьbӏiԍgзeнhвb"
            + "АaВbСcЕeНhІiЈjКkМmОoРpЅsТtХxУyЗe"
            + "αaοoνvρpτtυuκkιiηnχxγyωwεeσo"
            + "ΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧx"
            + "ɑaɡgıiɩiʋvꞌ'’'‘'ʼ'`'0o1ili|iǀi";

    private static final Map<Character, Character> TAKEN_FOR = new HashMap<>();

    static {
        for (int i = 0; i < PAIRS.length(); i += 2) {
            TAKEN_FOR.put(PAIRS.charAt(i), PAIRS.charAt(i + 1));
        }
    }

    private Confusables() {}

    /** The same for all names that look alike. */
    static String skeleton(String cleanedName) {
        String normal = taken(Normalizer.normalize(cleanedName, Normalizer.Form.NFKC));
        String folded = normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace("\u0307", "");
        return taken(folded).replace("rn", "m").replace("vv", "w");
    }

    private static String taken(String name) {
        StringBuilder taken = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isWhitespace(c)) {
                taken.append(TAKEN_FOR.getOrDefault(c, c).charValue());
            }
        }
        return taken.toString();
    }
}
