package dev.lockstep.desktop.data.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands on the rows of a text in parts, as texts: what is read into them is said by its columns. Blocks; not for the JavaFX thread. */
public final class RowsPacker {

    /** Gets what was read. It may block, to slow the reader down. */
    public interface Target {
        /** @param rows how many there are with these */
        void part(String packed, long rows);
    }

    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** Any thread; {@link #read} throws {@link CancellationException} soon. */
    public void cancel() {
        cancelled.set(true);
    }

    /** @throws IOException where it can't be read, with a message for people */
    public void read(ImportSource source, TableAnalysis as, Target target) throws IOException {
        int width = as.columns().size();
        Packer packer = new Packer(target);
        try (RecordReader records = new RecordReader(source, as.dialect(), cancelled)) {
            List<String> row = records.next();
            if (as.dialect().header()) {
                row = records.next();
            }
            for (; row != null; row = records.next()) {
                packer.add(row.size() <= width ? row : row.subList(0, width));
            }
        }
        packer.end();
    }

    private final class Packer {

        private final Target target;
        private List<List<String>> rows = new ArrayList<>();
        private int chars;
        private long count;

        Packer(Target target) {
            this.target = target;
        }

        void add(List<String> row) throws IOException {
            if (cancelled.get()) {
                throw new CancellationException();
            }
            rows.add(row);
            for (String cell : row) {
                chars += cell.length() + 1;
            }
            count++;
            if (chars >= RowsPart.CHARS) {
                flush();
            }
        }

        void end() throws IOException {
            if (!rows.isEmpty()) {
                flush();
            }
        }

        private void flush() throws IOException {
            List<List<String>> some = rows;
            rows = new ArrayList<>();
            chars = 0;
            pack(some, count);
        }

        /** What doesn't become small enough goes as two. */
        private void pack(List<List<String>> some, long upTo) throws IOException {
            String packed = RowsPart.pack(some);
            if (packed.length() <= RowsPart.PACKED_MAX) {
                target.part(packed, upTo);
            } else if (some.size() == 1) {
                throw new IOException("row " + upTo + " is too long to be shared");
            } else {
                int half = some.size() / 2;
                pack(some.subList(0, half), upTo - (some.size() - half));
                pack(some.subList(half, some.size()), upTo);
            }
        }
    }
}
