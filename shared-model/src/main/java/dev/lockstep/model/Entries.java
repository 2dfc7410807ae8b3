package dev.lockstep.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The entries of a room. Hub and replicas apply the effects of a commit with the same code, so they can't diverge. */
public final class Entries {

    /** What an entry takes at least beside its key and its value: the record of it, its place in maps and tables. */
    private static final int ENTRY_BYTES = 1_024;

    /** What each value in an entry's value takes, an empty one too: an object of Java's, and a member's name. */
    private static final int VALUE_BYTES = 64;

    private final Map<String, Entry> byKey = new HashMap<>();
    private long overhead;

    /** None. */
    public Entries() {}

    /** These; of several with one key the last counts. */
    public Entries(Collection<Entry> entries) {
        add(entries);
    }

    /** The entry of {@code key}; null where there is none. */
    public @Nullable Entry get(String key) {
        return byKey.get(key);
    }

    /** The value at {@code key}, null where there is no entry. */
    public @Nullable Json value(String key) {
        Entry entry = byKey.get(key);
        return entry == null ? null : entry.value();
    }

    /** The version at {@code key}, 0 where there is no entry. */
    public long version(String key) {
        Entry entry = byKey.get(key);
        return entry == null ? 0 : entry.version();
    }

    /** How many there are. */
    public int size() {
        return byKey.size();
    }

    /** How many bytes all keys and values have together. */
    public long bytes() {
        long bytes = 0;
        for (Entry entry : byKey.values()) {
            bytes += bytes(entry.key(), entry.value());
        }
        return bytes;
    }

    /** How many bytes an entry counts for, none where it is absent. */
    static long bytes(String key, @Nullable Json value) {
        return value == null ? 0 : (long) Utf8.bytes(key) + value.encodedBytes();
    }

    /**
     * About how many bytes the entries take in memory beside the texts of their keys and values: 64 for each value in them,
     * 1,024 for an entry at least.
     */
    public long overheadBytes() {
        return overhead;
    }

    private static long overhead(@Nullable Entry entry) {
        return entry == null
                ? 0
                : Math.max(ENTRY_BYTES, (long) VALUE_BYTES * entry.value().count());
    }

    /** A view, in no particular order. */
    public Collection<Entry> all() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    /** A copy that later changes leave alone, in no particular order: cheap, since entries are immutable. */
    public List<Entry> copy() {
        return new ArrayList<>(byKey.values());
    }

    /** Takes entries as they are, in place of those of the same keys. */
    public void add(Collection<Entry> entries) {
        for (Entry entry : entries) {
            overhead += overhead(entry) - overhead(byKey.put(entry.key(), entry));
        }
    }

    /** Applies the effects of {@code commit}. */
    public void apply(Commit commit) {
        apply(commit.seq(), commit.client(), commit.ops(), (before, after) -> {});
    }

    /** Applies the effects of the commit {@code seq}, which {@code client} asked for, and shows each step to {@code watcher}. */
    void apply(long seq, @Nullable String client, List<Operation> effects, Watcher watcher) {
        for (Operation effect : effects) {
            String key = effect.key();
            Entry before = byKey.get(key);
            Json value = effect.applyTo(before == null ? null : before.value());
            Entry after = null;
            if (value == null) {
                byKey.remove(key);
            } else {
                after = before == null
                        ? new Entry(key, value, seq, seq, client, client)
                        : new Entry(key, value, seq, before.created(), before.createdBy(), client);
                byKey.put(key, after);
            }
            overhead += overhead(after) - overhead(before);
            watcher.replaced(before, after);
        }
    }

    /** Sees what takes the place of what; null stands for no entry. */
    interface Watcher {
        void replaced(@Nullable Entry before, @Nullable Entry after);
    }
}
