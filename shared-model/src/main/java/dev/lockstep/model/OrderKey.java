package dev.lockstep.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Fractional order keys: strings between any two of which another fits, so that an item is moved by changing it alone. Order is
 * that of {@link String#compareTo}. The digits are {@code 0-9A-Za-z}; a key never ends with {@code 0}, so there is always
 * one below it.
 */
public final class OrderKey {

    /** Items are added at an end far more often than between two: there keys are counted on, in so many digits. */
    private static final int COUNTED_DIGITS = 6;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private OrderKey() {}

    /**
     * A key between two others: short and about in the middle, or at an end the next one of a count, so that keys don't grow
     * with the number of items.
     *
     * @param before null for the beginning
     * @param after null for the end
     * @throws IllegalArgumentException where they are not in order, or are no order keys
     */
    public static String between(@Nullable String before, @Nullable String after) {
        String low = before == null ? "" : checked(before);
        String high = after == null ? null : checked(after);
        if (high != null && low.compareTo(high) >= 0) {
            throw new IllegalArgumentException("no order key fits between " + low + " and " + high);
        }
        String counted = high == null && before != null ? counted(low, 1) : null;
        if (before == null && high != null) {
            counted = counted(high, -1);
        }
        return counted == null ? halfway(low, high) : counted;
    }

    /**
     * So many keys between two others, in order; none grows with their number by more than its logarithm.
     *
     * @param before null for the beginning
     * @param after null for the end
     */
    public static List<String> spread(@Nullable String before, @Nullable String after, int count) {
        List<String> keys = new ArrayList<>(count);
        if (after == null) {
            String last = before;
            for (int i = 0; i < count; i++) {
                last = between(last, null);
                keys.add(last);
            }
        } else {
            halve(before, after, count, keys);
        }
        return keys;
    }

    private static void halve(@Nullable String before, String after, int count, List<String> keys) {
        if (count > 0) {
            String middle = between(before, after);
            int below = (count - 1) / 2;
            halve(before, middle, below, keys);
            keys.add(middle);
            halve(middle, after, count - 1 - below, keys);
        }
    }

    /** The first digits of {@code key} as a number, and {@code by} more, without a 0 at the end; null where they run out. */
    private static @Nullable String counted(String key, int by) {
        int[] digits = new int[COUNTED_DIGITS];
        for (int i = 0; i < digits.length && i < key.length(); i++) {
            digits[i] = DIGITS.indexOf(key.charAt(i));
        }
        do {
            int at = digits.length - 1;
            for (; at >= 0; at--) {
                digits[at] = Math.floorMod(digits[at] + by, DIGITS.length());
                if (digits[at] != (by > 0 ? 0 : DIGITS.length() - 1)) {
                    break;
                }
            }
            if (at < 0) {
                return null;
            }
        } while (digits[digits.length - 1] == 0);
        StringBuilder counted = new StringBuilder(digits.length);
        for (int digit : digits) {
            counted.append(DIGITS.charAt(digit));
        }
        return counted.toString();
    }

    private static String halfway(String low, @Nullable String below) {
        String high = below;
        StringBuilder key = new StringBuilder();
        for (int i = 0; ; i++) {
            int lowDigit = i < low.length() ? DIGITS.indexOf(low.charAt(i)) : 0;
            int highDigit = high != null && i < high.length() ? DIGITS.indexOf(high.charAt(i)) : DIGITS.length();
            if (lowDigit == highDigit) {
                key.append(DIGITS.charAt(lowDigit));
                continue;
            }
            int middle = (lowDigit + highDigit) / 2;
            if (middle > lowDigit) {
                return key.append(DIGITS.charAt(middle)).toString();
            }
            key.append(DIGITS.charAt(lowDigit)); // neighbours: go on below the high one, with nothing above
            high = null;
        }
    }

    /** Whether {@code key} is one that {@link #between} could have made. */
    public static boolean isValid(String key) {
        for (int i = 0; i < key.length(); i++) { // of lists of thousands, each is looked at
            if (DIGITS.indexOf(key.charAt(i)) < 0) {
                return false;
            }
        }
        return !key.isEmpty() && key.charAt(key.length() - 1) != '0';
    }

    private static String checked(String key) {
        if (!isValid(key)) {
            throw new IllegalArgumentException("not an order key: " + key);
        }
        return key;
    }
}
