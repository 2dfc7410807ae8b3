package dev.lockstep.desktop.panel;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.model.Json;

/** What the entry of a value says, read as the kind of value that it is to be. Any program may write anything into it. */
sealed interface ValueReading {

    /** There is no such entry. */
    record Absent() implements ValueReading {}

    /** @param value a number, true or false, or a text: what the kind has */
    record Good(Json value) implements ValueReading {}

    /**
     * It is nothing that the kind can be.
     *
     * @param shown what there is, for people, of bounded length
     * @param why what it is not, for people
     * @param repairs what it can be replaced by; never empty
     */
    record Bad(String shown, String why, List<Repair> repairs) implements ValueReading {
        public Bad {
            repairs = List.copyOf(repairs);
        }
    }

    /**
     * @param words what it does, for people
     * @param value what is written, null where the entry is removed
     */
    record Repair(String words, @Nullable Json value) {}

    /** So much of a value is shown. */
    int SHOWN_MAX = 120;

    /** So much of a text is looked at to show that. */
    int LOOKED_AT_MAX = 2_000;

    Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,9})?");

    static ValueReading of(PanelItem.Kind kind, @Nullable Json value) {
        if (value == null) {
            return new Absent();
        }
        return switch (kind) {
            case COUNTER, SLIDER -> number(value, List.of(new Repair("Set to " + zero(), Json.of(0))));
            case LIVE -> number(value, List.of(new Repair("Clear", null)));
            case SWITCH ->
                value instanceof Json.Bool
                        ? new Good(value)
                        : new Bad(
                                shown(value),
                                "Neither true nor false",
                                List.of(new Repair("Set off", Json.of(false)), new Repair("Set on", Json.of(true))));
            case TEXT, CHOICE ->
                value instanceof Json.Text
                        ? new Good(value)
                        : new Bad(shown(value), "Not a text", List.of(new Repair("Clear", Json.of(""))));
            case UNREADABLE -> new Good(value);
        };
    }

    private static ValueReading number(Json value, List<Repair> repairs) {
        if (value instanceof Json.Num number) {
            return Double.isFinite(number.value())
                    ? new Good(value)
                    : new Bad(Numbers.words(number), "A number beyond those that can be counted with", repairs);
        }
        Json.Num meant = value instanceof Json.Text text ? asNumber(text.value()) : null;
        if (meant != null) {
            return new Bad(
                    shown(value),
                    "A text, not a number",
                    List.of(new Repair("Make it " + Numbers.words(meant), meant), repairs.get(0)));
        }
        return new Bad(shown(value), "Not a number", repairs);
    }

    /** What a text would be as a number, by the grammar of JSON; null where it is none. */
    private static Json.@Nullable Num asNumber(String text) {
        String stripped = text.length() <= TypedNumber.CHARS_MAX ? text.strip() : "";
        if (!NUMBER.matcher(stripped).matches()) {
            return null;
        }
        Json.Num number = Json.Num.parse(stripped);
        return Double.isFinite(number.value()) ? number : null;
    }

    private static String zero() {
        return Numbers.words(Json.Num.parse("0"));
    }

    /** Some of {@code value}, on one line, as programs write it. */
    static String shown(Json value) {
        String all = value instanceof Json.Text text ? "\"" + start(text.value()) + "\"" : start(value.toString());
        return DisplayText.line(all, SHOWN_MAX);
    }

    private static String start(String text) {
        return text.length() <= LOOKED_AT_MAX ? text : text.substring(0, LOOKED_AT_MAX);
    }
}
