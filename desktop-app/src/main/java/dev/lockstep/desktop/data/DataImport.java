package dev.lockstep.desktop.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.read.ImportSource;
import dev.lockstep.desktop.data.read.RowsPacker;
import dev.lockstep.desktop.data.read.RowsPart;
import dev.lockstep.desktop.data.read.TableAnalysis;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.view.Failures;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/**
 * Shares a table with a room: reads it on a thread of its own, and writes parts as fast as the hub takes them. What is
 * cancelled, or can't be read to its end, is taken back.
 */
final class DataImport {

    /** So many parts are on their way at once. */
    private static final int PARTS_UNDER_WAY = 4;

    private static final int COMMIT_OPS = 200;

    /** What those who watch are told, on the JavaFX thread. */
    interface Watcher {
        void progress(long rows);

        /** @param problem why it failed, in words; null where it didn't */
        void over(@Nullable String problem);
    }

    private final RoomContext context;
    private final SharedRoom room;
    private final SharedRoom rows;
    private final Executor fx;
    private final Watcher watcher;
    private final RowsPacker reader = new RowsPacker();
    private final Semaphore underWay = new Semaphore(PARTS_UNDER_WAY);
    private volatile boolean cancelled;
    private TableInfo info; // the JavaFX thread's own, as is what follows
    private int parts;
    private @Nullable String refused; // why the hub took no more

    private DataImport(RoomContext context, String name, TableAnalysis as, Executor fx, Watcher watcher) {
        this.context = context;
        this.fx = fx;
        this.watcher = watcher;
        String by = context.rooms().lockstep().identity().name();
        this.info = new TableInfo(context.room().newId(), name, as.columns(), 0, false, by).fitting();
        this.room = context.rooms().take(context.room().name()); // it goes on to its end, whoever looks away
        this.rows = context.rooms().take(TableRows.roomOf(context, info.id()));
    }

    /** Begins to share what was read as a table; on the JavaFX thread. */
    static DataImport of(
            RoomContext context, String name, ImportSource source, TableAnalysis as, Executor fx, Watcher watcher) {
        DataImport made = new DataImport(context, name, as, fx, watcher);
        made.room.put(made.info.key(), made.info.toJson());
        made.rows
                .whenLoaded()
                .exceptionally(
                        failure -> { // the hub has no room for one more, for instance
                            made.refuse(failure);
                            return null;
                        });
        made.start(source, as);
        return made;
    }

    /** Stops it for a reason that the person is told. */
    private void refuse(Throwable failure) {
        if (refused == null) {
            refused = Failures.words(failure);
        }
        cancel();
    }

    /** Of the table that it makes. */
    String id() {
        return info.id();
    }

    /** Stops it, and takes back what was shared of it. */
    void cancel() {
        cancelled = true;
        reader.cancel();
    }

    private void start(ImportSource source, TableAnalysis as) {
        Thread thread = new Thread(
                () -> {
                    String problem = null;
                    try {
                        reader.read(source, as, new Sharing());
                        awaitAll();
                    } catch (CancellationException e) {
                        problem = "";
                    } catch (IOException e) {
                        problem = e.getMessage() == null ? "it can't be read" : e.getMessage();
                    } catch (RuntimeException e) {
                        problem = "it can't be shared: " + e.getMessage();
                    }
                    String why = problem;
                    fx.execute(() -> end(why));
                },
                "lockstep-import");
        thread.setDaemon(true);
        thread.start();
    }

    /** On the reading thread. */
    private final class Sharing implements RowsPacker.Target {

        @Override
        public void part(String packed, long count) {
            acquire(1);
            fx.execute(() -> {
                rows.put(RowsPart.PREFIX + "/" + parts++, packed).whenComplete((receipt, failure) -> {
                    underWay.release();
                    if (failure != null) {
                        refuse(failure);
                    }
                });
                info = info.withRows(count, false);
                watcher.progress(count);
            });
        }
    }

    private void awaitAll() {
        acquire(PARTS_UNDER_WAY);
    }

    private void acquire(int permits) {
        try {
            while (!underWay.tryAcquire(permits, 200, TimeUnit.MILLISECONDS)) {
                if (cancelled) {
                    throw new CancellationException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private void end(@Nullable String problem) {
        boolean takenAway = parts > 0 && room.get(info.key(), Json.class) == null;
        if (problem == null && !cancelled && !takenAway) {
            info = info.withRows(info.rows(), true);
            room.put(info.key(), info.toJson());
            watcher.over(null);
            giveBack();
        } else {
            room.remove(info.key());
            clear(rows, this::giveBack);
            watcher.over(refused != null ? refused : problem == null || problem.isEmpty() ? null : problem);
        }
    }

    private void giveBack() {
        context.rooms().giveBack(rows.name());
        context.rooms().giveBack(room.name());
    }

    /** Takes all rows out of {@code rows}, as soon as it is known which there are, at whichever attempt to join. */
    static void clear(SharedRoom rows, Runnable then) {
        rows.whenLoaded().whenComplete((loaded, failure) -> {
            if (failure != null) {
                clear(rows, then);
                return;
            }
            List<String> keys = new ArrayList<>();
            rows.map(RowsPart.PREFIX, Json.class).keySet().forEach(key -> keys.add(RowsPart.PREFIX + "/" + key));
            rows.map(TableRows.PUSHED, Json.class).keySet().forEach(key -> keys.add(TableRows.PUSHED + "/" + key));
            for (int from = 0; from < keys.size(); from += COMMIT_OPS) {
                List<String> some = keys.subList(from, Math.min(keys.size(), from + COMMIT_OPS));
                rows.commit(commit -> some.forEach(commit::remove));
            }
            then.run();
        });
    }
}
