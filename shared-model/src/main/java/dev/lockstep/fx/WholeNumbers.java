package dev.lockstep.fx;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.Supplier;

import com.google.gson.JsonParseException;

import dev.lockstep.model.Json;

/** Numbers as integers. */
final class WholeNumbers {

    private static final int LONG_DIGITS_MAX = 19;

    private WholeNumbers() {}

    /** @throws JsonParseException where it is none of 32 bits */
    static int intOf(Json.Num number) {
        try {
            return exact(number).intValueExact();
        } catch (ArithmeticException e) {
            throw new JsonParseException("not a whole number of 32 bits", e);
        }
    }

    /** @throws JsonParseException where it is none of 64 bits */
    static long longOf(Json.Num number) {
        try {
            return exact(number).longValueExact();
        } catch (ArithmeticException e) {
            throw new JsonParseException("not a whole number of 64 bits", e);
        }
    }

    private static BigDecimal exact(Json.Num number) {
        BigDecimal exact = number.exact();
        return exact == null ? BigDecimal.valueOf(number.value()) : exact;
    }

    /** @throws IllegalArgumentException where it is beyond 32 bits, or not finite */
    static int intOf(Number value) {
        return inRange(() -> rounded(value).intValueExact(), value);
    }

    /** @throws IllegalArgumentException where it is beyond 64 bits, or not finite */
    static long longOf(Number value) {
        return inRange(() -> rounded(value).longValueExact(), value);
    }

    private static <N> N inRange(Supplier<N> rounding, Number value) {
        try {
            return rounding.get();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not within the range of this property: " + value, e);
        }
    }

    private static BigInteger rounded(Number value) {
        if (value instanceof Long || value instanceof Integer) {
            return BigInteger.valueOf(value.longValue());
        }
        BigDecimal decimal = new BigDecimal(value.toString());
        if (decimal.precision() - decimal.scale() > LONG_DIGITS_MAX) { // which would take long to write out
            throw new ArithmeticException("too large");
        }
        return decimal.setScale(0, RoundingMode.HALF_UP).toBigInteger();
    }
}
