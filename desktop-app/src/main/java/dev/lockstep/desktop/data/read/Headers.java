package dev.lockstep.desktop.data.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.lockstep.desktop.data.read.ColumnEvidence.Likeness;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.text.DisplayText;

/** Whether the first row of a table names its columns, and what these are called. */
public final class Headers {

    private static final int YEAR_MIN = 1900;
    private static final int YEAR_MAX = 2100;

    /** Numbers in a row that count up are names where they are so many: the days of a month, the hours of a day. */
    private static final int RUN_MIN = 6;

    private Headers() {}

    /**
     * A row is a header where its cells are other than those below.
     *
     * @param first the first rows below it
     * @param below what all cells below it say
     */
    static boolean isHeader(List<String> top, List<List<String>> first, List<ColumnEvidence> below) {
        boolean years = isRun(top);
        boolean other = false;
        boolean text = false;
        boolean codes = false;
        for (int i = 0; i < top.size(); i++) {
            String cell = top.get(i).strip();
            ColumnEvidence own = new ColumnEvidence();
            own.add(cell);
            if (own.kind() == Likeness.NOTHING) {
                continue;
            }
            boolean alike = own.kind() == below.get(i).kind() || first.isEmpty();
            boolean year = (years || isYear(cell)) && !isYearBelow(first, i);
            boolean more = own.isText() ? isBelow(first, i, cell) : (alike && !year && own.kind() != Likeness.CODES);
            if (more) {
                return false;
            }
            text |= own.isText();
            codes |= alike && own.kind() == Likeness.CODES;
            other |= !alike;
        }
        return other || (text && !codes);
    }

    /** Whether its numbers count up, as years, months or days do that have a column each. */
    private static boolean isRun(List<String> top) {
        int run = 0;
        int years = 0;
        long last = 0;
        for (String each : top) {
            String cell = each.strip();
            if (!cell.matches("\\d{1,4}")) {
                continue;
            }
            long number = Long.parseLong(cell);
            if (run > 0 && Math.abs(number - last) != 1) {
                return false;
            }
            last = number;
            run++;
            years += isYear(cell) ? 1 : 0;
        }
        return run >= RUN_MIN || (run >= 2 && years == run);
    }

    private static boolean isYear(String cell) {
        if (!cell.matches("\\d{4}")) {
            return false;
        }
        int year = Integer.parseInt(cell);
        return year >= YEAR_MIN && year <= YEAR_MAX;
    }

    private static boolean isYearBelow(List<List<String>> first, int column) {
        long filled = first.stream()
                .filter(row -> column < row.size() && !row.get(column).isBlank())
                .count();
        long years = first.stream()
                .filter(row -> column < row.size() && isYear(row.get(column).strip()))
                .count();
        return 2 * years > filled; // one value may happen to look like a year
    }

    private static boolean isBelow(List<List<String>> first, int column, String cell) {
        return first.stream()
                .anyMatch(row -> column < row.size() && row.get(column).strip().equals(cell));
    }

    /** What a row says the columns are called, no longer than names may be. */
    static List<String> bounded(List<String> row, int width) {
        return row.stream().limit(width).map(Headers::bounded).toList();
    }

    private static String bounded(String name) {
        return DisplayText.line(name, TableInfo.NAME_MAX).strip();
    }

    /**
     * Names of so many columns: each has one, and no two have the same.
     *
     * @param header what they are to be called; empty where there is no name
     */
    public static List<String> names(List<String> header, int width) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < width; i++) {
            String given = i < header.size() ? bounded(header.get(i)) : "";
            String wanted = given.isEmpty() ? "Column " + (i + 1) : given;
            String name = wanted;
            for (int again = 2; !taken.add(name); again++) {
                name = wanted + " (" + again + ")";
            }
            names.add(name);
        }
        return names;
    }
}
