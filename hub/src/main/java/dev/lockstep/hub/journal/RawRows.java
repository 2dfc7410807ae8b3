package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The rows in the pages of a damaged SQLite file (sqlite.org/fileformat2.html, "B-tree Pages" and "Record Format"): each page with
 * rows is read independently, even if the pages that refer to it are damaged. The rows found are not trusted: some were deleted
 * long ago, and some are garbage. The checksums of the journal decide which are valid.
 */
final class RawRows {

    private static final int TABLE_LEAF = 0x0d;
    private static final int INDEX_LEAF = 0x0a;
    private static final int INDEX_INTERIOR = 0x02;
    private static final int FILE_HEADER_BYTES = 100; // before what the first page has
    private static final int COLUMNS_MAX = 16;

    interface Visitor {
        /**
         * @param id the row's number, 0 in a table that has none
         * @param values each a Long, a String or null
         */
        void visit(long id, List<@Nullable Object> values) throws SQLException;
    }

    private final RawPages pages;

    RawRows(RawPages pages) {
        this.pages = pages;
    }

    void forEach(Visitor visitor) throws IOException, SQLException {
        pages.forEach(page -> visit(page, visitor));
    }

    private void visit(RawPages.Page page, Visitor visitor) throws IOException, SQLException {
        ByteBuffer bytes = page.bytes();
        int header = page.number() == 1 ? FILE_HEADER_BYTES : 0;
        int type = bytes.get(header);
        if (type != TABLE_LEAF && type != INDEX_LEAF && type != INDEX_INTERIOR) {
            return;
        }
        int cells = Short.toUnsignedInt(bytes.getShort(header + 3));
        int pointers = header + (type == INDEX_INTERIOR ? 12 : 8);
        for (int i = 0; i < cells && pointers + 2 * i + 2 <= bytes.capacity(); i++) {
            try {
                Row row = row(page, type, Short.toUnsignedInt(bytes.getShort(pointers + 2 * i)));
                if (row != null) {
                    visitor.visit(row.id, row.values);
                }
            } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
                // no row, but the next may be one
            }
        }
    }

    private record Row(long id, List<@Nullable Object> values) {}

    private @Nullable Row row(RawPages.Page page, int type, int at) throws IOException {
        ByteBuffer cell = page.bytes().duplicate();
        cell.position(type == INDEX_INTERIOR ? at + Integer.BYTES : at);
        long length = varint(cell);
        long id = type == TABLE_LEAF ? varint(cell) : 0;
        if (length <= 0 || length > pages.bytes() || length > Integer.MAX_VALUE - 8) {
            return null;
        }
        ByteBuffer payload = payload(page, type, cell, (int) length);
        return payload == null ? null : new Row(id, values(payload));
    }

    /** Of a long row, a part lies in pages of its own. */
    private @Nullable ByteBuffer payload(RawPages.Page page, int type, ByteBuffer cell, int length) throws IOException {
        int usable = pages.pageBytes();
        int most = type == TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        int local = length;
        if (length > most) {
            int least = (usable - 12) * 32 / 255 - 23;
            int fitting = least + (length - least) % (usable - 4);
            local = fitting <= most ? fitting : least;
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        payload.put(cell.slice(cell.position(), local));
        int next = local < length ? cell.getInt(cell.position() + local) : 0;
        while (payload.hasRemaining()) {
            ByteBuffer overflow = next > 0 ? pages.page(next, page.version()) : ByteBuffer.allocate(0);
            if (overflow.remaining() <= Integer.BYTES) {
                return null;
            }
            next = overflow.getInt();
            overflow.limit(Math.min(overflow.limit(), overflow.position() + payload.remaining()));
            payload.put(overflow);
        }
        return payload.flip();
    }

    private static List<@Nullable Object> values(ByteBuffer payload) {
        int begin = (int) varint(payload);
        List<Long> types = new ArrayList<>();
        while (payload.position() < begin) {
            types.add(varint(payload));
            if (types.size() > COLUMNS_MAX) {
                throw new IllegalArgumentException("no row of the journal");
            }
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (long type : types) {
            values.add(value(payload, type));
        }
        return values;
    }

    private static @Nullable Object value(ByteBuffer payload, long type) {
        if (type == 8 || type == 9) {
            return type - 8;
        } else if (type >= 1 && type <= 6) {
            int length = type == 5 ? 6 : type == 6 ? 8 : (int) type;
            long value = payload.get();
            for (int i = 1; i < length; i++) {
                value = value << 8 | Byte.toUnsignedLong(payload.get());
            }
            return value;
        } else if (type >= 13 && type % 2 == 1 && (type - 13) / 2 <= payload.remaining()) {
            byte[] text = new byte[(int) ((type - 13) / 2)];
            payload.get(text);
            return new String(text, StandardCharsets.UTF_8);
        } else if (type == 0) {
            return null;
        }
        throw new IllegalArgumentException("the journal has no values of type " + type);
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            byte part = bytes.get();
            value = value << 7 | (part & 0x7f);
            if (part >= 0) {
                return value;
            }
        }
        return value << 8 | Byte.toUnsignedLong(bytes.get());
    }
}
