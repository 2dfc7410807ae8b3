package dev.lockstep.desktop.data.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;

/** Some rows as one value: CSV (RFC 4180) without a header, packed by gzip, as Base64. */
public final class RowsPart {

    public static final String PREFIX = "rows";

    /** The text of a part before it is packed; packed it stays below what a hub takes as one value. */
    static final int CHARS = 250_000;

    /** The most that one value may unpack to: no trick makes a program run out of memory. */
    private static final long UNPACKED_MAX = 16L * 1_024 * 1_024;

    /** Characters of Base64 in one entry. */
    public static final int PACKED_MAX = 240_000;

    private RowsPart() {}

    /** One value of all {@code rows}; {@link #unpack} gives them back. */
    public static String pack(List<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8);
                CsvWriter csv = CsvWriter.builder()
                        .quoteStrategy(
                                rows.stream().anyMatch(RowsPart::isEmptyLine)
                                        ? QuoteStrategies.EMPTY
                                        : QuoteStrategies.REQUIRED)
                        .build(writer)) {
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory it doesn't happen
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** One empty cell alone would be a line without anything, which is no row. */
    private static boolean isEmptyLine(List<String> row) {
        return row.size() == 1 && row.get(0).isEmpty();
    }

    /**
     * Gives the rows to {@code row}, one after another.
     *
     * @throws IllegalArgumentException where it is no such value
     */
    public static void unpack(String packed, Consumer<List<String>> row) {
        try (Reader reader = new InputStreamReader(
                        new Bounded(new GZIPInputStream(
                                new ByteArrayInputStream(Base64.getDecoder().decode(packed)))),
                        StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(reader)) {
            csv.forEach(each -> row.accept(each.getFields()));
        } catch (IOException | CsvParseException | UncheckedIOException e) {
            throw new IllegalArgumentException("these are no rows", e);
        }
    }

    /** Ends where it becomes too much. */
    private static final class Bounded extends java.io.FilterInputStream {

        private long left = UNPACKED_MAX;

        Bounded(java.io.InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return took(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int read = super.read(bytes, from, count);
            return took(read, Math.max(0, read));
        }

        private int took(int result, int count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new IOException("too much in one part");
            }
            return result;
        }
    }
}
