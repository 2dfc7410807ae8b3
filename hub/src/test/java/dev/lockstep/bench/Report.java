package dev.lockstep.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as a table for people, in Markdown, and as CSV. */
final class Report {

    private static final List<String> HEADER =
            List.of("benchmark", "load", "what", "system", "median", "spread", "goal", "met");

    private Report() {}

    static void print(Results results, PrintStream out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        results.forEach((key, values) -> {
            double median = Results.median(values);
            String goal = Goal.of(key).map(Goal::toString).orElse("");
            String met = Goal.of(key).map(g -> g.isMet(median) ? "yes" : "NO").orElse("");
            String spread = number(Results.min(values)) + " to " + number(Results.max(values));
            rows.add(List.of(
                    key.bench(),
                    key.load(),
                    key.what(),
                    key.system(),
                    (number(median) + " " + key.unit()).strip(),
                    spread,
                    goal,
                    met));
        });
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            out.println(line(rows.get(i), widths));
            if (i == 0) {
                out.println(line(HEADER.stream().map(name -> "---").toList(), widths));
            }
        }
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            line.append(' ')
                    .append(cells.get(i))
                    .append(" ".repeat(widths[i] - cells.get(i).length()))
                    .append(" |");
        }
        return line.toString();
    }

    static void writeCsv(Results results, List<String> machine, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        machine.forEach(line -> lines.add("# " + line));
        lines.add("benchmark,load,what,system,unit,round,value");
        results.forEach((key, values) -> {
            for (int round = 0; round < values.size(); round++) {
                lines.add(String.join(
                        ",",
                        quoted(key.bench()),
                        quoted(key.load()),
                        quoted(key.what()),
                        quoted(key.system()),
                        quoted(key.unit()),
                        "" + (round + 1),
                        "" + values.get(round)));
            }
        });
        Files.write(file, lines);
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Three digits that count. */
    static String number(double value) {
        if (Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(
                Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : Math.abs(value) >= 1 ? "%.2f" : "%.3f", value);
    }
}
