package dev.lockstep.desktop.data.read;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** Tells files that people take for tables and that have no text, by the bytes that they begin with. */
final class NoText {

    private static final String ZIP = "PK\u0003\u0004";
    private static final String GZIP = "\u001F\u008B";
    private static final String OLD_OFFICE = "\u00D0\u00CF\u0011\u00E0";
    private static final String PDF = "%PDF-";
    private static final String PARQUET = "PAR1";

    private NoText() {}

    /** Why it is no text, and what to do, for people; null where it may be one. */
    static @Nullable String problemWith(byte[] bytes, int count) {
        String begin = new String(bytes, 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
        if (begin.startsWith(ZIP)) {
            boolean office = begin.contains("[Content_Types].xml")
                    || begin.contains("xl/")
                    || begin.contains("opendocument.spreadsheet");
            return office
                    ? "it is a workbook of a spreadsheet program: save it there as CSV, and import that; or copy the cells, and paste them"
                    : "it is a ZIP archive: unpack it, and import the table that is in it";
        } else if (begin.startsWith(OLD_OFFICE)) {
            return "it is a workbook of an older spreadsheet program: save it there as CSV, and import that";
        } else if (begin.startsWith(GZIP)) {
            return "it is compressed (gzip): unpack it, and import the table that is in it";
        } else if (begin.startsWith(PDF)) {
            return "it is a PDF, which has no table that could be read";
        }
        return begin.startsWith(PARQUET) && begin.indexOf(0) >= 0
                ? "it is a Parquet file: convert it to CSV, and import that"
                : null;
    }
}
