package dev.lockstep.hub.journal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.sqlite.SQLiteConfig;

/**
 * Moves the write-ahead log of a {@link SqliteJournal} into its file, on a thread and over a connection of its own: the writer
 * continues meanwhile, and waits neither for the copying nor for its sync.
 */
final class SqliteCheckpoint implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SqliteCheckpoint.class.getName());

    private static final long CLOSE_SECONDS = 30;

    private enum Stage {
        IDLE,
        RUNNING,
        DONE
    }

    private final Path file;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.IDLE);
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-checkpoint");
        thread.setDaemon(true);
        return thread;
    });

    SqliteCheckpoint(Path file) {
        this.file = file;
    }

    /** Begins one, unless one is under way. */
    void begin() {
        if (stage.compareAndSet(Stage.IDLE, Stage.RUNNING)) {
            executor.execute(this::run);
        }
    }

    /** Whether {@link #takeDone} would say so. */
    boolean isDone() {
        return stage.get() == Stage.DONE;
    }

    /** Whether one is over that was not asked for yet. */
    boolean takeDone() {
        return stage.compareAndSet(Stage.DONE, Stage.IDLE);
    }

    private void run() {
        Stage next = Stage.IDLE;
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
            next = Stage.DONE;
        } catch (SQLException e) { // nothing is lost: the log is kept, and the next one moves it
            LOG.log(Level.DEBUG, "the write-ahead log could not be checkpointed", e);
        } finally {
            stage.set(next);
        }
    }

    /** Waits while one is under way. */
    void awaitEnd() {
        try {
            executor.submit(() -> {}).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the write-ahead log is still being checkpointed", e);
        }
    }

    /** Awaits the one that is under way. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
