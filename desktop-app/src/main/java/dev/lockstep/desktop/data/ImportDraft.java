package dev.lockstep.desktop.data;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.read.Dialect;
import dev.lockstep.desktop.data.read.Headers;
import dev.lockstep.desktop.data.read.ImportSource;
import dev.lockstep.desktop.data.read.TableAnalysis;
import dev.lockstep.desktop.data.read.TableAnalyzer;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Spelling;

/**
 * A table before it is shared: what it will be, and what a person corrects of that. Needs no toolkit; on the JavaFX thread,
 * while the text is read on another.
 */
final class ImportDraft implements AutoCloseable {

    private final ImportSource source;
    private final Locale locale;
    private final Executor fx;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-import-draft");
        thread.setDaemon(true);
        return thread;
    });
    private final ReadOnlyObjectWrapper<@Nullable TableAnalysis> analysis =
            new ReadOnlyObjectWrapper<>(this, "analysis");
    private final ReadOnlyObjectWrapper<@Nullable Dialect> dialect = new ReadOnlyObjectWrapper<>(this, "dialect");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final Map<Integer, ColumnInfo> chosen =
            new HashMap<>(); // by hand, by column; their names are of no meaning
    private final Map<Integer, Renamed> names = new HashMap<>(); // likewise
    private @Nullable TableAnalyzer running;
    private boolean reading; // all of it, not the cells of some columns
    private boolean closed;

    /**
     * What a person calls a column.
     *
     * @param header what the text called it; empty for nothing
     * @param width how many columns there were
     */
    private record Renamed(String name, String header, int width) {

        /** Whether a column at the same place is still the one that was meant. */
        boolean isOf(TableAnalysis analysis, int column) {
            return width == analysis.columns().size()
                    || (!header.isEmpty() && header.equals(headerOf(analysis, column)));
        }
    }

    private ImportDraft(ImportSource source, Locale locale, Executor fx) {
        this.source = source;
        this.locale = locale;
        this.fx = fx;
    }

    /** Begins to find out what the text is. */
    static ImportDraft of(ImportSource source, Locale locale, Executor fx) {
        ImportDraft made = new ImportDraft(source, locale, fx);
        made.start(analyzer -> made.make(analyzer, analyzer.dialect(), null, Map.of()));
        return made;
    }

    ImportSource source() {
        return source;
    }

    /** What the table will be; null while that is not known, or where it can't be read so. */
    ReadOnlyObjectProperty<@Nullable TableAnalysis> analysisProperty() {
        return analysis.getReadOnlyProperty();
    }

    /** How the text is read; null until it is known. */
    ReadOnlyObjectProperty<@Nullable Dialect> dialectProperty() {
        return dialect.getReadOnlyProperty();
    }

    /** Whether the text is being read. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Why it can't be read, in words; empty where it can. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    // ---- what a person corrects

    /** The rest is found out anew: in another encoding it may have other separators. */
    void setCharset(Charset charset) {
        Dialect now = dialect.get();
        if (now != null && !now.charset().equals(charset)) {
            chosen.clear();
            Dialect wish = now.withCharset(charset);
            dialect.set(wish);
            reading = true;
            start(analyzer -> make(analyzer, analyzer.dialect(wish), null, Map.of()));
        }
    }

    void setSeparator(char separator) {
        wish(now -> now.withSeparator(separator), false);
    }

    void setQuote(char quote) {
        wish(now -> now.withQuote(quote), false);
    }

    /** @param spaced whether spaces beside quotes belong to no cell */
    void setSpaced(boolean spaced) {
        wish(now -> now.withSpaced(spaced), true);
    }

    /** @param lines above the table that are left out */
    void setSkipped(int lines) {
        wish(now -> now.withSkipped(lines), true);
    }

    /**
     * Whether there is a header is found out anew.
     *
     * @param sameCells whether the columns have the cells that they had, about, so that types that were chosen stay
     */
    private void wish(UnaryOperator<Dialect> by, boolean sameCells) {
        Dialect now = dialect.get();
        Dialect wish = now == null ? null : by.apply(now);
        if (wish != null && !wish.equals(now)) {
            if (!sameCells) {
                chosen.clear();
            }
            dialect.set(wish);
            readAs(wish, null);
        }
    }

    /** The types that were chosen stay. */
    void setHeader(boolean header) {
        Dialect now = dialect.get();
        if (now != null && now.header() != header) {
            dialect.set(now.withHeader(header));
            readAs(now.withHeader(header), header);
        }
    }

    private void readAs(Dialect wish, @Nullable Boolean header) {
        reading = true;
        Map<Integer, ColumnInfo> kept = Map.copyOf(chosen);
        start(analyzer -> make(analyzer, wish, header, kept));
    }

    /** How its cells are written is found out by all of them. */
    void setType(int column, ColumnType type) {
        TableAnalysis now = analysis.get();
        if (now != null && now.columns().get(column).type() != type) {
            setColumn(column, type, now.spelling(column, type));
        }
    }

    void setColumn(int column, ColumnType type, Spelling spelling) {
        TableAnalysis now = analysis.get();
        if (now == null) {
            return;
        }
        ColumnInfo info = new ColumnInfo(now.columns().get(column).name(), type, spelling);
        chosen.put(column, info);
        Dialect as = dialect.get();
        if (reading && as != null) {
            readAs(as, as.header()); // what is read is not known yet
            return;
        }
        Map<Integer, ColumnInfo> all = Map.copyOf(chosen);
        start(analyzer -> {
            TableAnalysis fitting = analyzer.fit(now, chosenOf(now, all));
            fx.execute(() -> known(analyzer, fitting));
        });
    }

    /**
     * Calls a column otherwise, as its header would: one without a name gets one, and one that another has, a number. It is kept
     * while there are as many columns, or the text calls it the same.
     */
    void setName(int column, String name) {
        TableAnalysis now = analysis.get();
        if (now == null
                || column >= now.columns().size()
                || name.strip().equals(now.columns().get(column).name())) {
            return;
        }
        names.put(column, new Renamed(name, headerOf(now, column), now.columns().size()));
        analysis.set(named(now));
    }

    private static String headerOf(TableAnalysis analysis, int column) {
        return column < analysis.header().size() ? analysis.header().get(column) : "";
    }

    private TableAnalysis named(TableAnalysis now) {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < now.columns().size(); i++) {
            Renamed renamed = names.get(i);
            wanted.add(renamed != null && renamed.isOf(now, i) ? renamed.name() : headerOf(now, i));
        }
        List<String> called = Headers.names(wanted, wanted.size());
        List<ColumnInfo> columns = new ArrayList<>();
        for (int i = 0; i < called.size(); i++) {
            columns.add(now.columns().get(i).named(called.get(i)));
        }
        return now.with(columns, now.fits());
    }

    private static List<ColumnInfo> chosenOf(TableAnalysis analysis, Map<Integer, ColumnInfo> chosen) {
        List<ColumnInfo> columns = new ArrayList<>(analysis.columns());
        chosen.forEach((column, info) -> {
            if (column < columns.size()) {
                columns.set(column, new ColumnInfo(columns.get(column).name(), info.type(), info.spelling()));
            }
        });
        return columns;
    }

    // ---- reading

    private interface Reading {
        void run(TableAnalyzer analyzer) throws IOException;
    }

    /** What is read already is given up: it would be out of date. */
    private void start(Reading reading) {
        if (closed) {
            return;
        }
        if (running != null) {
            running.cancel();
        }
        TableAnalyzer analyzer = new TableAnalyzer(source, locale);
        running = analyzer;
        busy.set(true);
        problem.set("");
        reader.execute(() -> {
            try {
                reading.run(analyzer);
            } catch (CancellationException e) {
                fx.execute(() -> failed(analyzer, ""));
            } catch (IOException e) {
                fx.execute(() -> failed(analyzer, e.getMessage() == null ? "it can't be read" : e.getMessage()));
            } catch (RuntimeException e) {
                fx.execute(() -> failed(analyzer, "it can't be read: " + e.getMessage()));
            }
        });
    }

    private void make(TableAnalyzer analyzer, Dialect by, @Nullable Boolean header, Map<Integer, ColumnInfo> kept)
            throws IOException {
        TableAnalysis read = read(analyzer, by, header);
        TableAnalysis fitting = kept.isEmpty() ? read : analyzer.fit(read, chosenOf(read, kept));
        fx.execute(() -> known(analyzer, fitting));
    }

    private TableAnalysis read(TableAnalyzer analyzer, Dialect by, @Nullable Boolean header) throws IOException {
        try {
            return analyzer.read(by, header);
        } catch (TableAnalyzer.TooWideException e) {
            fx.execute(() -> dialect.set(by)); // another separator may make less of it
            throw e;
        }
    }

    private void known(TableAnalyzer analyzer, TableAnalysis now) {
        if (analyzer.equals(running)) {
            running = null;
            reading = false;
            dialect.set(now.dialect());
            analysis.set(named(now));
            busy.set(false);
        }
    }

    private void failed(TableAnalyzer analyzer, String why) {
        if (analyzer.equals(running)) {
            running = null;
            reading = false;
            analysis.set(null);
            problem.set(why);
            busy.set(false);
        }
    }

    /** Gives it up. */
    @Override
    public void close() {
        closed = true;
        if (running != null) {
            running.cancel();
            running = null;
        }
        reader.shutdown();
    }
}
