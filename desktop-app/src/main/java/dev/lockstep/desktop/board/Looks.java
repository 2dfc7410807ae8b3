package dev.lockstep.desktop.board;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Palette;
import dev.lockstep.desktop.view.Settings;

/**
 * How what is drawn next will look: a highlighter and a note have looks of their own, all else has one together. Kept in the
 * settings. Needs no toolkit.
 */
final class Looks {

    private static final Look HIGHLIGHTER = Look.DEFAULT.withColor("yellow").withOpacity(0.4);
    private static final Look NOTE = Look.DEFAULT.withFill("yellow");
    private static final List<Kind> OWN = List.of(Kind.PEN, Kind.HIGHLIGHTER, Kind.STICKY);

    private final Settings settings;
    private final Map<Kind, Look> looks = new EnumMap<>(Kind.class);

    Looks(Settings settings) {
        this.settings = settings;
        looks.put(Kind.PEN, remembered(Kind.PEN, Look.DEFAULT));
        looks.put(Kind.HIGHLIGHTER, remembered(Kind.HIGHLIGHTER, HIGHLIGHTER));
        looks.put(Kind.STICKY, remembered(Kind.STICKY, NOTE));
    }

    Look of(Kind kind) {
        return looks.getOrDefault(key(kind), Look.DEFAULT);
    }

    void change(Kind kind, UnaryOperator<Look> change) {
        Look changed = change.apply(of(kind));
        looks.put(key(kind), changed);
        remember(key(kind), changed);
    }

    /** The kind whose look {@code kind} has. */
    static Kind key(Kind kind) {
        return OWN.contains(kind) ? kind : Kind.PEN;
    }

    private static String name(Kind key, String what) {
        return switch (key) {
            case HIGHLIGHTER -> "board.highlighter-" + what;
            case STICKY -> "board.note-" + what;
            default -> "board." + what;
        };
    }

    private Look remembered(Kind key, Look begin) {
        String color = settings.get(name(key, "color"), begin.color());
        String fill = settings.get(name(key, "fill"), begin.fill());
        return new Look(
                Palette.isColor(color) ? color : begin.color(),
                Palette.isColor(fill) ? fill : begin.fill(),
                settings.get(name(key, "width"), begin.width(), Look.WIDTH_MIN, Look.WIDTH_MAX),
                settings.get(name(key, "opacity"), begin.opacity(), 0.1, 1),
                settings.get(name(key, "dash"), begin.dash()),
                settings.get(name(key, "font-size"), begin.fontSize(), Look.FONT_MIN, Look.FONT_MAX));
    }

    private void remember(Kind key, Look look) {
        settings.set(name(key, "color"), look.color());
        settings.set(name(key, "fill"), look.fill());
        settings.set(name(key, "width"), look.width());
        settings.set(name(key, "opacity"), look.opacity());
        settings.set(name(key, "dash"), look.dash());
        settings.set(name(key, "font-size"), look.fontSize());
    }
}
