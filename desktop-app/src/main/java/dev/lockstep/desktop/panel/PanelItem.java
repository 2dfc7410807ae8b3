package dev.lockstep.desktop.panel;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

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
    private static final int NAME_LOOKED_AT_MAX = 1_000;
    private static final int KIND_MAX = 40;
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
        JsonReader entry = JsonReader.of(value);
        Kind kind = Kind.of(entry.at("kind").text(KIND_MAX, ""));
        if (kind == null || !isRepairable(id)) {
            return new PanelItem(
                    id,
                    Kind.UNREADABLE,
                    DisplayText.line(id, NAME_MAX),
                    0,
                    SLIDER_MAX,
                    List.of(),
                    ValueReading.shown(value));
        }
        JsonReader ends = JsonReader.of(value);
        double min = ends.at("min").number(-FAR, FAR, 0);
        double max = ends.at("max").number(-FAR, FAR, SLIDER_MAX);
        boolean range = max - min > RANGE_PART * Math.max(Math.abs(min), Math.abs(max));
        double end = range ? max : min + SLIDER_MAX;
        boolean endsAsWritten = ends.isFine() && (range || !ends.at("max").isPresent());
        List<String> options = entry.at("options").texts(OPTIONS_MAX, OPTION_MAX);
        String name = entry.at("name").shortened(NAME_LOOKED_AT_MAX, "");
        String trouble = switch (kind) {
            case SLIDER -> endsAsWritten ? "" : troubleWithEnds(min, end);
            case CHOICE -> troubleWithOptions(options, entry.at("options").size());
            default -> "";
        };
        return new PanelItem(
                id, kind, DisplayText.line(name.isBlank() ? id : name, NAME_MAX), min, end, options, trouble);
    }

    /** Whether what has this id could have a value: its key would be too long otherwise. */
    static boolean isRepairable(String id) {
        return id.length() <= ID_READ_MAX;
    }

    private static String troubleWithEnds(double min, double max) {
        return "Its ends can't be used as they are written; here they are " + Numbers.words(min) + " and "
                + Numbers.words(max) + ".";
    }

    private static String troubleWithOptions(List<String> read, int written) {
        if (read.isEmpty()) {
            return "It has no options that can be read.";
        }
        int left = written - read.size();
        return left == 0 ? "" : (left == 1 ? "One option" : left + " options") + " can't be read; the others are here.";
    }

    Json.Obj toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("kind", new Json.Text(kind.wireName()));
        members.put("name", new Json.Text(name));
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
}
