package dev.lockstep.desktop.panel;

import java.text.DecimalFormatSymbols;
import java.util.Locale;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Numbers are shown as they are, and read as they are meant, in the signs of any language. */
class NumbersTest {

    private static DecimalFormatSymbols signs(String language) {
        return DecimalFormatSymbols.getInstance(Locale.forLanguageTag(language));
    }

    private static String shown(String json, String language) {
        return Numbers.words(Json.Num.parse(json), signs(language));
    }

    @ParameterizedTest
    @CsvSource({
        "12345678901, 12345678901",
        "9007199254740993, 9007199254740993",
        "100000000000000000000, 100000000000000000000",
        "1e21, 1e21",
        "1.23e-7, 1.23e-7",
        "0.000001, 0.000001",
        "-0.25, -0.25",
        "0.30000000000000004, 0.30000000000000004",
        "5.000, 5",
        "1200, 1200",
        "0, 0",
        "1.7e308, 1.7e308",
        "-1e400, -1e400",
        "1e-400, 1e-400",
    })
    @DisplayName("a number has all its digits")
    void allDigits(String json, String words) {
        assertThat(shown(json, "en")).isEqualTo(words);
    }

    @Test
    @DisplayName("a number of a thousand digits is cut, and shows that it is")
    void bounded() {
        assertThat(shown("1".repeat(900), "en"))
                .startsWith("1.1111")
                .endsWith("…e899")
                .hasSizeLessThan(60);
        assertThat(shown("0." + "3".repeat(900), "en")).endsWith("…").hasSizeLessThan(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "de; 12345678901.5; 12345678901,5",
                "de; 1.23e-7; 1,23e-7",
                "ar-EG; 12345678901.5; ١٢٣٤٥٦٧٨٩٠١٫٥",
                "ar-EG; 1.23e-7; ١٫٢٣e-٧",
                "fa; 12345678901.5; ۱۲۳۴۵۶۷۸۹۰۱٫۵",
                "fa; 200; ۲۰۰",
                "hi-u-nu-deva; 1050; १०५०",
                "fr; 1000000; 1000000",
            })
    @DisplayName("a number has the digits and the decimal sign of the language")
    void languages(String language, String json, String words) {
        assertThat(shown(json, language)).isEqualTo(words);
        assertThat(TypedNumber.read(words, signs(language)))
                .as("what is shown can be typed")
                .isEqualTo(new TypedNumber.Known(Json.Num.parse(json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "en; 42; 42",
                "en; ' 1.234 '; 1.234",
                "en; 1,5; 1.5",
                "en; 0,125; 0.125",
                "en; 1,234,567; 1234567",
                "en; 1,234.5; 1234.5",
                "en; 1.234,5; 1234.5",
                "en; 12,34,567; 1234567",
                "en; .5; 0.5",
                "en; 007; 7",
                "en; +3; 3",
                "en; \u22123; -3",
                "en; 1e3; 1000",
                "en; -1.5E-7; -1.5e-7",
                "en; 9007199254740993; 9007199254740993",
                "en; ١٢٣٫٥; 123.5",
                "en; １２; 12",
                "en; 1\u2019234; 1234",
                "de; 1,234; 1.234",
                "de; 1.5; 1.5",
                "de; 1.234.567; 1234567",
                "fr; 1\u202F234,5; 1234.5",
                "fr; 1\u00A0234 567; 1234567",
                "fa; ۱٬۲۳۴٫۵; 1234.5",
                "fa; 1.5; 1.5",
                "ar-EG; \u061C-١٢; -12",
            })
    @DisplayName("what is typed is read in any digits, with the decimal sign of the language")
    void typed(String language, String typed, String json) {
        assertThat(TypedNumber.read(typed.replace("'", ""), signs(language)))
                .isEqualTo(new TypedNumber.Known(Json.Num.parse(json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en; 1,234; 1234; 1.234",
                "de; -1.234; -1234; -1.234",
                "fr; 12.500; 12500; 12.5",
                "fa; 1,234; 1234; 1.234",
                "fa; ۱.۲۳۴; 1234; 1.234",
            })
    @DisplayName("what may be two numbers is asked, never guessed")
    void ambiguous(String language, String typed, String thousands, String decimal) {
        assertThat(TypedNumber.read(typed, signs(language)))
                .isEqualTo(new TypedNumber.Either(Json.Num.parse(thousands), Json.Num.parse(decimal)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "many",
                "''",
                "12x",
                "10d",
                "0x1p3",
                "NaN",
                "Infinity",
                "1,2,3",
                "1.2.3,4",
                "1,23.456.7",
                "--1",
                "1 2",
                "1e",
                "e5",
                ".",
                "12%",
                "1,2345,678",
                "1e99999999999",
            })
    @DisplayName("what is no number is refused in words")
    void refused(String typed) {
        assertThat(TypedNumber.read(typed, signs("en")))
                .isEqualTo(new TypedNumber.Unreadable("Type a number, such as 42 or -0.5."));
        assertThat(TypedNumber.read(typed, signs("fa"))).isInstanceOf(TypedNumber.Unreadable.class);
    }

    @Test
    @DisplayName("what is too large to be counted with is refused in words")
    void tooLarge() {
        assertThat(TypedNumber.read("1e309", signs("de")))
                .isEqualTo(new TypedNumber.Unreadable("That is more than can be counted here: at most about 1,8e308."));
        assertThat(TypedNumber.read("9".repeat(100_000), signs("en"))).isInstanceOf(TypedNumber.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "37.4321, 0, 100, 37",
        "99.99, 0, 100, 100",
        "0.123456, 0, 1, 0.12",
        "0.3333, -0.5, 0.5, 0.33",
        "483.71, 0, 1000, 484",
        "45.46, -20, 45.5, 45.5",
        "45.5, -20, 45.5, 45.5",
        "-30, -20, 45.5, -20",
        "7.123456e-7, 0, 1e-6, 7.1e-7",
    })
    @DisplayName("a slider that is dragged gives numbers of few digits")
    void stepped(double value, double min, double max, double expected) {
        assertThat(Numbers.stepped(value, min, max)).isEqualTo(expected);
    }
}
