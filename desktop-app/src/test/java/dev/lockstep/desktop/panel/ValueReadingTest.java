package dev.lockstep.desktop.panel;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.lockstep.desktop.Hostile;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** What any program may write is read as it is, or shown as what can't be read, with a way to repair it. */
class ValueReadingTest {

    private static ValueReading read(PanelItem.Kind kind, String json) {
        return ValueReading.of(kind, Hostile.json(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "COUNTER; `\"NaN\"`; `\"NaN\"`",
                "COUNTER; null; null",
                "COUNTER; {\"a\":[1]}; {\"a\":[1]}",
                "COUNTER; true; true",
                "COUNTER; 1e400; 1e400",
                "SLIDER; []; []",
                "LIVE; `\"\"`; `\"\"`",
                "SWITCH; `\"on\"`; `\"on\"`",
                "SWITCH; 1; 1",
                "SWITCH; null; null",
                "TEXT; 5; 5",
                "TEXT; null; null",
                "CHOICE; {}; {}",
            })
    @DisplayName("what can't be read is shown as it is, and can be repaired")
    void bad(PanelItem.Kind kind, String json, String shown) {
        assertThat(read(kind, json)).isInstanceOfSatisfying(ValueReading.Bad.class, bad -> {
            assertThat(bad.shown()).isEqualTo(shown);
            assertThat(bad.why()).isNotBlank();
            assertThat(bad.repairs()).isNotEmpty().allSatisfy(repair -> {
                assertThat(repair.words()).isNotBlank();
                assertThat(ValueReading.of(kind, repair.value())).isNotInstanceOf(ValueReading.Bad.class);
            });
        });
    }

    @Test
    @DisplayName("a number in quotes can be made the number that is meant")
    void quoted() {
        assertThat(read(PanelItem.Kind.COUNTER, "\"12.50\""))
                .isInstanceOfSatisfying(
                        ValueReading.Bad.class,
                        bad -> assertThat(bad.repairs())
                                .contains(new ValueReading.Repair("Make it 12.5", Json.of(12.5))));
        assertThat(read(PanelItem.Kind.LIVE, "\"1e999\""))
                .isInstanceOfSatisfying(
                        ValueReading.Bad.class, bad -> assertThat(bad.repairs()).hasSize(1));
    }

    @Test
    @DisplayName("what can be read is the value, and no entry is no fault")
    void good() {
        assertThat(read(PanelItem.Kind.COUNTER, "12345678901"))
                .isEqualTo(new ValueReading.Good(Json.of(12_345_678_901.0)));
        assertThat(read(PanelItem.Kind.SWITCH, "true")).isEqualTo(new ValueReading.Good(Json.of(true)));
        assertThat(read(PanelItem.Kind.TEXT, "\"\"")).isEqualTo(new ValueReading.Good(Json.of("")));
        assertThat(ValueReading.of(PanelItem.Kind.LIVE, null)).isEqualTo(new ValueReading.Absent());
    }

    @Test
    @DisplayName("however large it is, little of it is shown")
    void bounded() {
        for (String json : List.of(
                "\"" + "w".repeat(200_000) + "\"",
                "\"" + Hostile.marks(19_000) + "\"",
                "[" + "1,".repeat(50_000) + "1]")) {
            assertThat(read(PanelItem.Kind.COUNTER, json))
                    .isInstanceOfSatisfying(
                            ValueReading.Bad.class,
                            bad -> assertThat(bad.shown()).hasSizeLessThan(500));
        }
    }

    @Test
    @DisplayName("an item that is none is shown as what it is")
    void items() {
        for (String json : List.of("{\"kind\":\"dial\",\"name\":\"Speed\"}", "null", "7", "[]", "{}")) {
            PanelItem item = PanelItem.read("x", Hostile.json(json));
            assertThat(item.kind()).isEqualTo(PanelItem.Kind.UNREADABLE);
            assertThat(item.name()).isEqualTo("x");
            assertThat(item.trouble()).isEqualTo(json);
        }
        assertThat(PanelItem.read("y".repeat(190), Hostile.json("{\"kind\":\"counter\"}"))
                        .isUnreadable())
                .as("its value would have no key")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"kind\":\"slider\",\"min\":-20,\"max\":45.5` | ``",
                "`\"kind\":\"slider\"` | ``",
                "`\"kind\":\"slider\",\"min\":\"a\"` | Its ends can't be used as they are written; here they are 0 and 100.",
                "`\"kind\":\"slider\",\"min\":5,\"max\":-5` | Its ends can't be used as they are written; here they are 5 and 105.",
                "`\"kind\":\"choice\",\"options\":[\"tea\",\"coffee\"]` | ``",
                "`\"kind\":\"choice\",\"options\":[\"tea\",1,null]` | 2 options can't be read; the others are here.",
                "`\"kind\":\"choice\",\"options\":{}` | It has no options that can be read.",
            })
    @DisplayName("what of a description can't be read is said")
    void trouble(String members, String trouble) {
        assertThat(PanelItem.read("x", Hostile.json("{" + members + "}")).trouble())
                .isEqualTo(trouble);
    }
}
