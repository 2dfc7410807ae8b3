package dev.lockstep.desktop.keys;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the letters of other scripts are on a keyboard of the United States. JavaFX says which character a key types, and not
 * where the key is; a shortcut that is a Latin letter is looked for by its place on keyboards that have no Latin letters.
 */
final class KeyPositions {

    private static final char NONE = '·';
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private final Map<Character, Character> places = new HashMap<>();

    /** @param language of the user, ISO 639; its keyboard counts before others that have the same letters elsewhere */
    KeyPositions(String language) {
        List<String[]> keyboards = new ArrayList<>();
        String order = "";
        for (String line : lines()) {
            String[] parts = line.split(" ", -1);
            if (parts[0].equals("places")) {
                order = parts[1];
            } else if (List.of(parts[0].split(",", -1)).contains(language)) {
                keyboards.add(0, parts);
            } else {
                keyboards.add(parts);
            }
        }
        for (String[] keyboard : keyboards) {
            add(order, unescaped(keyboard[1]));
            add(order, unescaped(keyboard[2]));
        }
    }

    private static List<String> lines() {
        InputStream file = KeyPositions.class.getResourceAsStream("positions.txt");
        if (file == null) {
            throw new IllegalStateException("positions.txt is missing beside " + KeyPositions.class.getName());
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private void add(String order, String typed) {
        for (int i = 0; i < order.length(); i++) {
            if (typed.charAt(i) != NONE) {
                places.putIfAbsent(typed.charAt(i), order.charAt(i));
            }
        }
    }

    /** What the key that types {@code typed} is on a keyboard of the United States, without Shift; 0 where that isn't known. */
    char of(String typed) {
        return typed.length() == 1 ? places.getOrDefault(typed.charAt(0), '\0') : '\0';
    }
}
