package dev.lockstep.hub.journal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Copies the rows that were found in a damaged file into a new one, if they have the form of rows of the journal and match
 * their checksum, where they have one. Which of them belong together is determined later.
 */
final class SalvagedRows {

    private static final int COMMIT_EVERY = 1_000; // rows: bounds what a transaction has in memory

    /** How the JSON of a part of history begins. */
    private static final String HISTORY = "{\"type\":\"history\"";

    private final SqliteFile db;
    private boolean journal;
    private int uncommitted;

    SalvagedRows(SqliteFile db) {
        this.db = db;
    }

    /** Whether any row was one of a journal. */
    boolean isJournal() {
        return journal;
    }

    /** @throws SQLException where the rows are of a newer version, too */
    void copy(RawRows rows) throws IOException, SQLException {
        db.begin();
        rows.forEach(this::copy);
        db.commit();
    }

    private void copy(long id, List<@Nullable Object> values) throws SQLException {
        if (is(values, null, String.class, Long.class, Long.class, String.class) && id > 0) {
            put("INSERT OR REPLACE INTO log(lsn, room, at, crc, command) VALUES (?, ?, ?, ?, ?)", withId(id, values));
        } else if (is(
                values,
                String.class,
                Long.class,
                Long.class,
                Long.class,
                Long.class,
                Long.class,
                Long.class,
                String.class)) {
            copyState(
                    values,
                    5,
                    "INSERT OR REPLACE INTO snapshot(room, lsn, seq, at, commands, chain, crc, state)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    3);
        } else if (is(values, String.class, Long.class, Long.class, Long.class, Long.class, String.class)) {
            copyBaseOrHistory(values);
        } else if (is(values, String.class, String.class, Long.class, Long.class, Long.class)) {
            put("INSERT OR REPLACE INTO restored(room, epoch, seq, known, at) VALUES (?, ?, ?, ?, ?)", values);
        } else if (is(values, String.class, String.class)) {
            copyMeta(values);
        }
    }

    /** Both have a name, four numbers and a text. */
    private void copyBaseOrHistory(List<@Nullable Object> values) throws SQLException {
        String text = (String) values.get(5);
        if (text.startsWith(HISTORY)) {
            if (Chain.link(0, (Long) values.get(3), text) != (Long) values.get(4)) {
                return;
            }
            put(
                    "INSERT OR REPLACE INTO history(room, last, first, at, crc, commits) VALUES (?, ?, ?, ?, ?, ?)",
                    values);
        } else {
            copyState(
                    values,
                    3,
                    "INSERT OR REPLACE INTO base(room, seq, at, chain, crc, state) VALUES (?, ?, ?, ?, ?, ?)",
                    2);
        }
    }

    /** @param chain where the chain stands; the checksum stands behind it, and the state behind that */
    private void copyState(List<@Nullable Object> values, int chain, String insert, int at) throws SQLException {
        long sum = Chain.link((Long) values.get(chain), (Long) values.get(at), (String) values.get(chain + 2));
        if (sum == (Long) values.get(chain + 1)) {
            put(insert, values);
        }
    }

    private void copyMeta(List<@Nullable Object> values) throws SQLException {
        String name = (String) values.get(0);
        String value = (String) values.get(1);
        if ("schema".equals(name) && value.matches("[0-9]{1,6}") && Integer.parseInt(value) > SqliteFile.SCHEMA) {
            throw new SQLException("it was written by a newer version of Lockstep; use that version");
        } else if ("clock".equals(name)) {
            put("INSERT OR REPLACE INTO meta VALUES (?, ?)", values);
        }
    }

    private void put(String insert, List<@Nullable Object> values) throws SQLException {
        db.update(insert, values.toArray());
        journal = true;
        if (++uncommitted % COMMIT_EVERY == 0) {
            db.commit();
            db.begin();
        }
    }

    private static boolean is(List<@Nullable Object> values, @Nullable Class<?>... types) {
        if (values.size() != types.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            Class<?> type = types[i];
            if (type == null ? values.get(i) != null : !type.isInstance(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable Object> withId(long id, List<@Nullable Object> values) {
        List<@Nullable Object> row = new ArrayList<>(values);
        row.set(0, id);
        return row;
    }
}
