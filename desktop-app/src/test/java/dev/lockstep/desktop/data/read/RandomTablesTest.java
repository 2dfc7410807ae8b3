package dev.lockstep.desktop.data.read;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables of chance, written in dialects of chance, come back to the letter; the seed makes one again. */
class RandomTablesTest {

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final LineDelimiter[] LINES = {LineDelimiter.LF, LineDelimiter.CRLF, LineDelimiter.CR};
    private static final Charset[] CHARSETS = {
        StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("windows-1252")
    };
    private static final String[] WORDS = {
        "Rome",
        "Oslo",
        "a b",
        "x;y",
        "p,q",
        "say \"hi\"",
        "two\nlines",
        "tab\there",
        "|",
        "Köln",
        "it's",
        "=1+2",
        "-",
        "N/A",
        " padded ",
        "#",
        "007",
        "1e5",
        "5 €",
        "ß"
    };

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    @DisplayName("every cell comes back as it was written, by its column and over the wire")
    void random(long seed) throws IOException {
        Random random = new Random(seed);
        int width = 2 + random.nextInt(6);
        int height = 5 + random.nextInt(60);
        List<String> header = new ArrayList<>();
        List<Integer> kinds = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            header.add("name " + (char) ('a' + i));
            kinds.add(i == 0 ? 0 : random.nextInt(6));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < height; i++) {
            List<String> row = new ArrayList<>();
            for (int kind : kinds) {
                row.add(cell(kind, i, random));
            }
            rows.add(row);
        }
        Imported read = Imported.ofBytes(directory, written(header, rows, random));
        assertThat(read.names()).as("seed " + seed).isEqualTo(header);
        for (int column = 0; column < width; column++) {
            int at = column;
            assertThat(read.texts(column))
                    .as(
                            "seed %d, column %d: %s",
                            seed, column, read.analysis.columns().get(column))
                    .isEqualTo(rows.stream().map(row -> row.get(at)).toList());
        }
    }

    private static String cell(int kind, int row, Random random) {
        return switch (kind) {
            case 0 -> "row " + row + " " + WORDS[random.nextInt(WORDS.length)];
            case 1 -> String.valueOf(random.nextInt(2_000_000) - 1_000_000);
            case 2 -> String.format(java.util.Locale.ROOT, "%,.2f", random.nextGaussian() * 1e6);
            case 3 ->
                String.format(
                        java.util.Locale.ROOT,
                        "%02d.%02d.%d",
                        1 + random.nextInt(28),
                        1 + random.nextInt(12),
                        1900 + random.nextInt(300));
            case 4 ->
                random.nextInt(4) == 0
                        ? ""
                        : String.valueOf(Double.longBitsToDouble(
                                random.nextLong() & ~(0x7FFL << 52) | (long) (1023 + random.nextInt(90) - 45) << 52));
            default -> random.nextInt(9) == 0 ? WORDS[random.nextInt(WORDS.length)] : String.valueOf(random.nextLong());
        };
    }

    private static byte[] written(List<String> header, List<List<String>> rows, Random random) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(SEPARATORS[random.nextInt(SEPARATORS.length)])
                .lineDelimiter(LINES[random.nextInt(LINES.length)])
                .quoteStrategy(random.nextBoolean() ? QuoteStrategies.ALWAYS : QuoteStrategies.REQUIRED)
                .build(text)) {
            csv.writeRecord(header);
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Charset charset = CHARSETS[random.nextInt(CHARSETS.length)];
        return text.toString().getBytes(charset);
    }
}
