package dev.lockstep.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A code to be said over the phone: six words of a list of 1,295. The first is public, by it the hub knows which code is meant; the others
 * are secret, and are sent to nobody. They have 51 bits together, and can't be searched for: each guess takes a new try at the hub, which
 * ends the code after five.
 *
 * <p>The words are those of the Electronic Frontier Foundation's short list 2.0: each differs from all others in its first three letters,
 * and by three letters at least. So three letters of a word are enough, and a letter may be wrong. Immutable.
 *
 * @param code the public word
 * @param secret the others, with hyphens between
 */
public record PairingWords(String code, String secret) {

    /** How many words a code has. */
    public static final int COUNT = 6;

    private static final int PREFIX_MIN = 3;
    private static final int TYPED_MAX = 300;
    private static final String SEPARATORS = "[^\\p{L}]+";
    private static final List<String> WORDS = read();
    private static final SecureRandom RANDOM = new SecureRandom();

    private static List<String> read() {
        try (InputStream in = Objects.requireNonNull(PairingWords.class.getResourceAsStream("words.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new code. */
    public static PairingWords draw() {
        return of(RANDOM.ints(COUNT, 0, WORDS.size()).mapToObj(WORDS::get).toList());
    }

    private static PairingWords of(List<String> words) {
        return new PairingWords(words.get(0), String.join("-", words.subList(1, words.size())));
    }

    /** Whether {@code text} is meant as a code, right or not: six words, most of which are in the list. A token may have words too. */
    public static boolean isMeantBy(String text) {
        if (text.length() > TYPED_MAX) {
            return false;
        }
        List<String> typed = typed(text);
        long known = typed.stream().filter(each -> wordOf(each) != null).count();
        return typed.size() == COUNT && known > COUNT / 2;
    }

    private static List<String> typed(String text) {
        return Stream.of(text.strip().toLowerCase(Locale.ROOT).split(SEPARATORS, COUNT + 2))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /**
     * Reads a code as people type it: with blanks, hyphens or commas, in any case, words shortened to three letters or with one of theirs wrong.
     *
     * @throws IllegalArgumentException where it is none, with the reason for display
     */
    public static PairingWords of(String text) {
        List<String> words = new ArrayList<>();
        for (String each : typed(text)) {
            String word = wordOf(each);
            if (word == null) {
                throw new IllegalArgumentException("“" + each + "” is none of the words that codes are made of");
            }
            words.add(word);
        }
        if (words.size() != COUNT) {
            throw new IllegalArgumentException("a code has " + COUNT + " words, and this has " + words.size());
        }
        return of(words);
    }

    private static @Nullable String wordOf(String typed) {
        String found = null;
        for (String word : WORDS) {
            if (word.equals(typed) || (typed.length() >= PREFIX_MIN && word.startsWith(typed))) {
                return word;
            }
            if (found == null && isOneOff(typed, word)) {
                found = word;
            }
        }
        return found;
    }

    /** Whether one letter that is wrong, missing or too much makes the difference. */
    private static boolean isOneOff(String typed, String word) {
        int shorter = Math.min(typed.length(), word.length());
        int same = 0;
        while (same < shorter && typed.charAt(same) == word.charAt(same)) {
            same++;
        }
        String restTyped = typed.substring(same);
        String restWord = word.substring(same);
        int more = typed.length() - word.length();
        if (more == 0) {
            return !restTyped.isEmpty() && restTyped.substring(1).equals(restWord.substring(1));
        }
        return more == 1
                ? restTyped.substring(1).equals(restWord)
                : more == -1 && restWord.substring(1).equals(restTyped);
    }

    /** As it is said and shown: all six words. */
    public String text() {
        return code + " " + secret.replace('-', ' ');
    }

    /** The secret words are not told. */
    @Override
    public String toString() {
        return "PairingWords[" + code + "]";
    }
}
