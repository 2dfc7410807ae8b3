package dev.lockstep.model;

import java.math.BigDecimal;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

import static dev.lockstep.model.TestRoom.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NumberTest {

    @Test
    @DisplayName("[NV10] -0 is 0, however it is spelled")
    void negativeZero() {
        for (String zero : new String[] {"-0", "-0.0", "0e5", "-0e-7", "0.000"}) {
            assertThat(json(zero)).as(zero).isEqualTo(json("0")).hasToString("0");
        }
        assertThat(Json.of(-0.0)).isEqualTo(Json.of(0.0)).hasToString("0");
        assertThat(((Json.Num) json("-1e-400")).value())
                .as("the nearest double")
                .isEqualTo(+0.0);
    }

    @Test
    @DisplayName("[NV9] a short decimal is the double nearest to it, to the last bit")
    void shortDecimals() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            long digits = random.nextLong(1_000_000_000_000_000L) >> random.nextInt(50);
            String text = BigDecimal.valueOf(random.nextBoolean() ? digits : -digits, random.nextInt(15))
                    .toPlainString();
            Json.Num number = Json.Num.parse(text);
            assertThat(number.value()).as(text).isEqualTo(Double.parseDouble(text) + 0.0);
            assertThat(number.exact()).as(text).isNull();
        }
        for (String bad : new String[] {"", "-", ".", ".5.", "1.2.3", "--1", "1-"}) {
            assertThatThrownBy(() -> Json.Num.parse(bad)).as(bad).isInstanceOf(NumberFormatException.class);
        }
    }

    @Test
    @DisplayName("[NV9] what no double holds keeps its exact decimal")
    void exact() {
        assertThat(json("9007199254740993")).isNotEqualTo(json("9007199254740992"));
        assertThat(json("123456789012345678901234567890.5")).hasToString("123456789012345678901234567890.5");
        assertThat(json("0.10000000000000000001")).isNotEqualTo(json("0.1"));
        assertThat(json("1e400")).isInstanceOfSatisfying(Json.Num.class, number -> {
            assertThat(number.value()).isInfinite();
            assertThat(number.exact()).isEqualTo(new BigDecimal("1e400"));
        });
    }

    @Test
    @DisplayName("[NV8] a number that spells a double is that double")
    void doubles() {
        for (double value : new double[] {0.1, 1.5, -2.25, 1e21, 123456.789, Double.MIN_VALUE, Double.MAX_VALUE}) {
            assertThat(json(Double.toString(value))).isEqualTo(Json.of(value));
        }
    }

    @Test
    @DisplayName("[NV8] every double survives the way through text")
    void randomDoubles() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(json(Json.of(value).toString())).isEqualTo(Json.of(value));
            }
        }
    }

    @Test
    @DisplayName("[NV11] what is accepted once is accepted again in its own text")
    void acceptedForGood() {
        Random random = new Random(2);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = randomNumber(random);
            Json value;
            try {
                value = JsonParser.parse(text);
            } catch (MalformedException e) {
                continue;
            }
            accepted++;
            assertThat(json(value.toString())).as(text).isEqualTo(value);
        }
        assertThat(accepted).isGreaterThan(5_000);
    }

    /** Lengths about the limit, exponents about the end of their range, and zeros at both ends. */
    private static String randomNumber(Random random) {
        int digits = random.nextBoolean() ? 1 + random.nextInt(20) : 960 + random.nextInt(50);
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        if (random.nextInt(3) == 0) {
            text.append("0.").append("0".repeat(random.nextInt(8)));
        } else {
            text.append(1 + random.nextInt(9));
        }
        for (int i = 0; i < digits; i++) {
            text.append(random.nextInt(10));
        }
        text.append("0".repeat(random.nextInt(4)));
        return switch (random.nextInt(4)) {
            case 0 -> text.append("e").append(random.nextInt(2_000) - 1_000).toString();
            case 1 ->
                text.append("e").append(Integer.MAX_VALUE - random.nextInt(30)).toString();
            case 2 ->
                text.append("e")
                        .append(Integer.MIN_VALUE + 1 + random.nextInt(30))
                        .toString();
            default -> text.toString();
        };
    }

    @Test
    @DisplayName("[NV11] a number has at most 1,000 characters, as sent and as kept")
    void longest() throws MalformedException {
        String longest = "7".repeat(1_000);
        assertThat(json(longest)).hasToString(longest);
        assertThat(json("[" + " ".repeat(5_000) + longest + "]")).hasToString("[" + longest + "]");
        assertMalformed(longest + "7");
        assertMalformed("7".repeat(999) + "0"); // 7.77…E+999 is longer
        assertMalformed("0." + "0".repeat(1_000));
        assertMalformed("1" + "0".repeat(1_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100e2147483647",
                "10e2147483647",
                "1e2147483648",
                "1e-2147483648",
                "12300e2147483645",
                "0e99999999999",
                "1e99999999999999999999",
                "-1000e2147483646"
            })
    @DisplayName("[NV11] an exponent beyond 32 bits is malformed")
    void exponents(String text) {
        assertMalformed(text);
    }

    private static void assertMalformed(String text) {
        assertThatThrownBy(() -> JsonParser.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    @DisplayName("JSON has no NaN and no infinity")
    void notFinite() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Json.of(value)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Operation.Add("k", value)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
