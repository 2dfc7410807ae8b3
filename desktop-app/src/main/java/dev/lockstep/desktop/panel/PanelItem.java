package dev.lockstep.desktop.panel;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.model.Json;

/**
 * Something on the panel, as the entry {@code panel/<id>} describes it; its value is the entry {@code panel/<id>/value}.
 *
 * @param name for people
 * @param min of a slider
 * @param max of a slider, more than {@code min}
 * @param options of a choice
 * @param trouble what of the description can't be read, for people; empty where all can
 */
record PanelItem(String id, Kind kind, String name, double min, double max, List<String> options, String trouble) {

    static final String PREFIX = "panel";

    private static final int NAME_MAX = 60;
    private static final int OPTIONS_MAX = 50;
    private static final int ID_MAX = 40;
    private static final int ID_READ_MAX = 150;
    static final double SLIDER_MAX = 100;

    /** A longer option is none that a person chooses by reading. */
    private static final int OPTION_MAX = 200;

    /** Farther out, a slider has no steps that numbers can tell apart. */
    private static final double FAR = 1e12;

    /** The least that a slider goes over, of how far out it is. */
    private static final double RANGE_PART = 1e-9;

    /** What it is, and what its value is. */
    enum Kind {
        COUNTER("Counter", "a number"),
        SLIDER("Slider", "a number"),
        SWITCH("Switch", "true or false"),
        TEXT("Text", "a text"),
        CHOICE("Choice", "one of its options"),
        LIVE("Live value", "a number that a program feeds"),

        /** Its description is none that this program knows; nobody adds such a thing on purpose. */
        UNREADABLE("Unreadable", "unknown");

        /** Those that people add. */
        static final List<Kind> ADDED = List.of(COUNTER, SLIDER, SWITCH, TEXT, CHOICE, LIVE);

        private final String title;
        private final String value;

        Kind(String title, String value) {
            this.title = title;
            this.value = value;
        }

        String title() {
            return title;
        }

        /** What its value is, for people. */
        String value() {
            return value;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Kind of(String wireName) {
            for (Kind kind : ADDED) {
                if (kind.wireName().equals(wireName)) {
                    return kind;
                }
            }
            return null;
        }
    }

    PanelItem {
        options = List.copyOf(options);
    }

    boolean isUnreadable() {
        return kind == Kind.UNREADABLE;
    }

    String key() {
        return PREFIX + "/" + id;
    }

    String valueKey() {
        return key() + "/value";
    }

    /** What the entry describes; where that is nothing that this program knows, something {@link Kind#UNREADABLE}. */
    static PanelItem read(String id, Json value) {
        Kind kind = value instanceof Json.Obj object && object.get("kind") instanceof Json.Text text
                ? Kind.of(text.value())
                : null;
        if (kind == null || !(value instanceof Json.Obj object) || !isRepairable(id)) {
            return new PanelItem(
                    id,
                    Kind.UNREADABLE,
                    DisplayText.line(id, NAME_MAX),
                    0,
                    SLIDER_MAX,
                    List.of(),
                    ValueReading.shown(value));
        }
        double min = number(object, "min", 0);
        double max = number(object, "max", SLIDER_MAX);
        boolean range = max - min > RANGE_PART * Math.max(Math.abs(min), Math.abs(max));
        double end = range ? max : min + SLIDER_MAX;
        List<String> options = new ArrayList<>();
        if (object.get("options") instanceof Json.Arr array) {
            array.items().stream().limit(OPTIONS_MAX).forEach(option -> {
                if (option instanceof Json.Text text && text.value().length() <= OPTION_MAX) {
                    options.add(text.value());
                }
            });
        }
        String name =
                object.get("name") instanceof Json.Text text && !text.value().isBlank() ? text.value() : id;
        String trouble = switch (kind) {
            case SLIDER -> troubleWithEnds(object, min, end);
            case CHOICE -> troubleWithOptions(object, options);
            default -> "";
        };
        return new PanelItem(id, kind, DisplayText.line(name, NAME_MAX), min, end, options, trouble);
    }

    /** Whether what has this id could have a value: its key would be too long otherwise. */
    static boolean isRepairable(String id) {
        return id.length() <= ID_READ_MAX;
    }

    private static String troubleWithEnds(Json.Obj object, double min, double max) {
        boolean asWritten = isAbsentOr(object.get("min"), min) && isAbsentOr(object.get("max"), max);
        return asWritten
                ? ""
                : "Its ends can't be used as they are written; here they are " + Numbers.words(min) + " and "
                        + Numbers.words(max) + ".";
    }

    private static boolean isAbsentOr(@Nullable Json written, double used) {
        return written == null || (written instanceof Json.Num number && number.value() == used);
    }

    private static String troubleWithOptions(Json.Obj object, List<String> read) {
        int written =
                object.get("options") instanceof Json.Arr array ? array.items().size() : 0;
        if (read.isEmpty()) {
            return "It has no options that can be read.";
        }
        int left = written - read.size();
        return left == 0 ? "" : (left == 1 ? "One option" : left + " options") + " can't be read; the others are here.";
    }

    Json.Obj toJson(String order) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("kind", new Json.Text(kind.wireName()));
        members.put("name", new Json.Text(name));
        members.put("order", new Json.Text(order));
        if (kind == Kind.SLIDER) {
            members.put("min", Json.of(min));
            members.put("max", Json.of(max));
        }
        if (kind == Kind.CHOICE) {
            members.put(
                    "options",
                    new Json.Arr(options.stream().<Json>map(Json.Text::new).toList()));
        }
        return new Json.Obj(members);
    }

    /** An id that a person can type in a script: {@code Room temperature} is {@code room-temperature}. */
    static String idOf(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
        String id = plain.isEmpty() ? "item" : plain;
        return id.length() <= ID_MAX ? id : id.substring(0, ID_MAX);
    }

    private static double number(Json.Obj object, String name, double absent) {
        return object.get(name) instanceof Json.Num number && Math.abs(number.value()) <= FAR ? number.value() : absent;
    }
}
