package dev.lockstep.hub.room;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.WireCodec;

/**
 * The list of rooms with the number of members of each, for clients that watch it. Changes are collected, so that many joins and leaves
 * cost only a few frames a second. Safe for use by many threads.
 */
public final class RoomDirectory {

    /** How long news is gathered. */
    private static final long GATHER_MILLIS = 250;

    /** So many rooms go into one frame: names of a hundred characters, of four bytes each, and what is around them. */
    private static final int FRAME_ROOMS_MAX = 1_000;

    private final Journal journal;
    private final Scheduler scheduler;
    private final Map<String, Integer> members = new LinkedHashMap<>(); // of rooms that are in memory
    private final Set<String> news = new LinkedHashSet<>();
    private final Set<Consumer<byte[]>> watchers = new CopyOnWriteArraySet<>(); // one may go while it is told
    private boolean planned;

    RoomDirectory(Journal journal, Scheduler scheduler) {
        this.journal = journal;
        this.scheduler = scheduler;
    }

    /**
     * Tells {@code watcher} of all rooms now, and of news from now on.
     *
     * @param watcher whoever watches already is told all again; takes encoded frames, from any thread; must not block
     */
    public synchronized void watch(Consumer<byte[]> watcher) {
        Set<String> all = new LinkedHashSet<>(journal.names());
        all.addAll(members.keySet());
        frames(all).forEach(watcher);
        watchers.add(watcher);
    }

    public synchronized void unwatch(Consumer<byte[]> watcher) {
        watchers.remove(watcher);
    }

    /** How many are in {@code room} now. */
    public synchronized int members(String room) {
        return members.getOrDefault(room, 0);
    }

    /** There are {@code count} in {@code room} now. */
    synchronized void count(String room, int count) {
        members.put(room, count);
        changed(room);
    }

    /** The room went to rest, or was never opened. */
    synchronized void forget(String room) {
        members.remove(room);
    }

    private void changed(String room) {
        if (watchers.isEmpty()) {
            return;
        }
        news.add(room);
        if (!planned) {
            planned = true;
            scheduler.after(GATHER_MILLIS, this::tell);
        }
    }

    private synchronized void tell() {
        planned = false;
        List<byte[]> frames = frames(news);
        news.clear();
        watchers.forEach(watcher -> frames.forEach(watcher));
    }

    private List<byte[]> frames(Set<String> names) {
        List<HubMessage.Listed> listed = new ArrayList<>();
        names.forEach(name -> listed.add(new HubMessage.Listed(name, members.getOrDefault(name, 0))));
        List<byte[]> frames = new ArrayList<>();
        for (int from = 0; from == 0 || from < listed.size(); from += FRAME_ROOMS_MAX) {
            int to = Math.min(listed.size(), from + FRAME_ROOMS_MAX);
            HubMessage part = new HubMessage.Rooms(listed.subList(from, to), to < listed.size());
            frames.add(WireCodec.encode(part).getBytes(StandardCharsets.UTF_8));
        }
        return frames;
    }
}
