package dev.lockstep.hub.room;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.Names;
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
    private final Set<Watcher> watchers = new CopyOnWriteArraySet<>(); // one may go while it is told
    private final Predicate<String> isPrivate;
    private boolean planned;

    /** Somebody who is told of rooms. */
    public interface Watcher {

        /** Takes an encoded frame, from any thread; must not block. */
        void accept(byte[] frame);

        /** The client's public name. */
        String client();

        /** Whether it may know that there is a room called {@code room}. */
        boolean mayKnow(String room);

        /** Whether it may know of every room that is for everybody. */
        boolean mayKnowPublicRooms();
    }

    /** @param isPrivate whether a room is not for everybody */
    RoomDirectory(Journal journal, Scheduler scheduler, Predicate<String> isPrivate) {
        this.journal = journal;
        this.scheduler = scheduler;
        this.isPrivate = isPrivate;
    }

    /** Tells {@code watcher} of all rooms that it may know now, and of news from now on; who watches already is told all again. */
    public synchronized void watch(Watcher watcher) {
        Set<String> all = new LinkedHashSet<>(journal.names());
        all.addAll(members.keySet());
        all.removeIf(name -> !watcher.mayKnow(name));
        frames(all).forEach(watcher::accept);
        watchers.add(watcher);
    }

    public synchronized void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Others than before may know of {@code room}. Those who may not any more are told only where they {@code knew} of it. */
    synchronized void accessChanged(String room, Predicate<String> knew) {
        Set<String> parts = tree(room);
        for (Watcher watcher : watchers) {
            if (!watcher.mayKnow(room) && knew.test(watcher.client()) && watcher.mayKnowPublicRooms()) {
                watcher.accept(gone(parts));
            }
        }
        parts.forEach(this::changed);
    }

    /** The room is deleted: whoever may know of it is told. */
    synchronized void deleted(String room) {
        byte[] frame = gone(Set.of(room));
        watchers.stream().filter(watcher -> watcher.mayKnow(room)).forEach(watcher -> watcher.accept(frame));
    }

    private Set<String> tree(String room) {
        Set<String> all = new LinkedHashSet<>(journal.names());
        all.addAll(members.keySet());
        all.removeIf(name -> !Names.roomOf(name).equals(room));
        return all;
    }

    private static byte[] gone(Set<String> names) {
        HubMessage message = new HubMessage.Rooms(List.of(), List.copyOf(names), false);
        return WireCodec.encode(message).getBytes(StandardCharsets.UTF_8);
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
        Set<String> open = new LinkedHashSet<>(news);
        open.removeIf(isPrivate);
        List<byte[]> frames = open.isEmpty() ? List.of() : frames(open);
        for (Watcher watcher : watchers) {
            if (watcher.mayKnowPublicRooms() && open.size() == news.size()) {
                frames.forEach(watcher::accept); // as nearly always: encoded once for all
            } else {
                Set<String> known = new LinkedHashSet<>(news);
                known.removeIf(name -> !watcher.mayKnow(name));
                (known.isEmpty() ? List.<byte[]>of() : frames(known)).forEach(watcher::accept);
            }
        }
        news.clear();
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
