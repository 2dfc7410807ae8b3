package dev.lockstep.desktop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.lockstep.desktop.data.read.RowsPart;
import dev.lockstep.model.Json;

/** What somebody writes into rooms who wants to hurt the others there. */
public final class Attacks {

    private static final List<String> VALUES = List.of(
            "1e19",
            "-1e300",
            "1e400",
            "9007199254740993",
            "1e-320",
            "-0",
            "\"7\"",
            "[]",
            "{}",
            "null",
            "true",
            "\"" + Hostile.marks(19_000) + "\"",
            "\"" + "w".repeat(150_000) + "\"",
            "[".repeat(60) + "]".repeat(60),
            "[" + "{\"a\":1},".repeat(2_000) + "1]");

    private Attacks() {}

    /** Each is a text that a message can have. */
    public static List<String> texts() {
        return List.of(
                "a" + "\u0301".repeat(19_600),
                "http://a.b ".repeat(1_800),
                "`a` ".repeat(5_000),
                "*a*b".repeat(5_000),
                "😀".repeat(10_000),
                "> ".repeat(10_000) + "a",
                ">".repeat(20_000),
                "- ".repeat(10_000) + "a",
                "1. ".repeat(6_000) + "a",
                "*".repeat(20_000),
                "*a **b ".repeat(2_800),
                "[".repeat(20_000),
                "[a](".repeat(5_000),
                "![".repeat(10_000) + "a" + "](b)".repeat(2_000),
                "<a ".repeat(6_000),
                "`".repeat(10_000) + "a" + "`".repeat(9_000),
                ":a:".repeat(6_000),
                ":heart:".repeat(2_800),
                "@".repeat(20_000),
                "@Ada ".repeat(4_000),
                "W".repeat(20_000),
                "\n".repeat(20_000),
                "a\n".repeat(10_000),
                "- a\n".repeat(5_000),
                "    a\n".repeat(3_000),
                "aא".repeat(10_000),
                "क्".repeat(10_000),
                "ᄀ".repeat(20_000),
                "👨\u200D".repeat(6_600),
                "\u202E\u2066".repeat(10_000),
                "ﷺ".repeat(20_000),
                "\uD800".repeat(20_000),
                "\t".repeat(20_000),
                "&#x301;".repeat(2_800),
                "|a".repeat(10_000),
                "#".repeat(20_000),
                "# a\n".repeat(5_000),
                "a@b.c ".repeat(3_300),
                "<b>".repeat(6_600),
                "1234567890. a");
    }

    /** Values that no program of this house writes, as JSON. */
    public static List<String> values() {
        return VALUES;
    }

    /**
     * An entry for each pair of a member of {@code sample} and a value that nobody expects there.
     *
     * @param key what the entries' keys begin with
     * @param sample an entry as the program writes it: JSON of an object
     */
    public static Map<String, Json> mutants(String key, String sample) {
        Map<String, Json> mutants = new LinkedHashMap<>();
        Map<String, Json> members = ((Json.Obj) Hostile.json(sample)).members();
        for (String member : members.keySet()) {
            for (int i = 0; i < VALUES.size(); i++) {
                Map<String, Json> mutant = new LinkedHashMap<>(members);
                mutant.put(member, Hostile.json(VALUES.get(i)));
                mutants.put(key + member + i, new Json.Obj(mutant));
            }
        }
        for (int i = 0; i < VALUES.size(); i++) {
            mutants.put(key + "all" + i, Hostile.json(VALUES.get(i)));
        }
        return mutants;
    }

    /** Shapes that take long to draw, many over each other. */
    public static Map<String, Json> shapes(Random random) {
        Map<String, Json> shapes = new LinkedHashMap<>();
        List<String> texts = texts();
        for (int i = 0; i < 2 * texts.size(); i++) {
            String kind =
                    List.of("text", "sticky", "rectangle", "diamond", "ellipse").get(i % 5);
            shapes.put(
                    "shape/text" + i,
                    with(
                            "{\"kind\":\"" + kind + "\",\"x\":" + random.nextInt(300) + ",\"y\":" + random.nextInt(200)
                                    + ",\"w\":" + (i % 3 == 0 ? 5 : 300) + ",\"h\":60,\"order\":\"b\"}",
                            "text",
                            Json.of(texts.get(i % texts.size()))));
        }
        for (int i = 0; i < 20; i++) {
            String form = "{\"kind\":\"" + (i % 2 == 0 ? "pen" : "highlighter")
                    + "\",\"x\":0,\"y\":0,\"w\":600,\"h\":600,\"width\":100,\"order\":\"c\"}";
            shapes.put(
                    "shape/stroke" + i,
                    with(
                            form,
                            "points",
                            Json.of(points(random, i % 2 == 0 ? 18_000 : 11_000, i % 2 == 0 ? 600 : 9e6))));
        }
        for (int i = 0; i < 40; i++) {
            shapes.put(
                    "shape/dashed" + i,
                    Hostile.json("{\"kind\":\"rectangle\",\"x\":-9e6,\"y\":-9e6,\"w\":1e7,\"h\":1e7,\"dash\":true,"
                            + "\"width\":0.5,\"order\":\"z\"}"));
            shapes.put(
                    "shape/picture" + i,
                    Hostile.json("{\"kind\":\"image\",\"w\":400,\"h\":400,\"image\":\"" + "0".repeat(32) + "." + i
                            + "\",\"order\":\"d\"}"));
        }
        return shapes;
    }

    /** A stroke's points within a square of that size. */
    public static String points(Random random, int count, double size) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < count; i++) {
            points.append(i == 0 ? "" : " ").append(random.nextInt((int) size));
            points.append(' ').append(random.nextInt((int) size)).append(" 1");
        }
        return points.toString();
    }

    /** Rows of a table, by number of the part of it. */
    public static Map<String, Json> rows() {
        String[] cells = {
            "1e300", "-1e308", "1.7e308", Hostile.marks(2_000), "2026-01-01", "x".repeat(9_000), "\u0000\n\t", "1e-320"
        };
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            List<String> row = new ArrayList<>();
            for (int j = 0; j < 200; j++) {
                row.add(cells[(i * 7 + j) % cells.length]);
            }
            rows.add(row);
        }
        return Map.of(
                "rows/0", Json.of(RowsPart.pack(rows)),
                "rows/1", Json.of(RowsPart.pack(Collections.nCopies(15, List.of("9".repeat(1_000_000))))),
                "rows/2", Json.of(RowsPart.pack(Collections.nCopies(20_000, List.of("1")))),
                "rows/3", Json.of("no base64"));
    }

    /** A table of 200 columns, called by names that are hard to draw. */
    public static Json table() {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            columns.append(i == 0 ? "" : ",");
            columns.append("{\"name\":\"").append(Hostile.marks(60)).append(i).append("\",\"type\":\"");
            columns.append(List.of("number", "date", "text").get(i % 3)).append("\"}");
        }
        return Hostile.json("{\"name\":\"Wide\",\"columns\":[" + columns + "],\"rows\":1e12}");
    }

    /** The object with one member more. */
    public static Json with(String object, String member, Json value) {
        Map<String, Json> members = new LinkedHashMap<>(((Json.Obj) Hostile.json(object)).members());
        members.put(member, value);
        return new Json.Obj(members);
    }
}
