package dev.lockstep.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.lockstep.model.Entries;
import dev.lockstep.model.Entry;

/**
 * The parts of a snapshot that have arrived while others are still to come. Each part is processed as it arrives, so that the last
 * costs no more.
 */
final class Arriving {

    final Entries entries = new Entries();
    final boolean isSeen;
    Set<String> unseen = new LinkedHashSet<>();

    /** @param isSeen whether what arrives is seen before it is complete, since nothing of the room was seen before */
    Arriving(boolean isSeen) {
        this.isSeen = isSeen;
    }

    void add(List<Entry> part) {
        entries.add(part);
        part.forEach(entry -> unseen.add(entry.key()));
    }

    /** The keys that arrived since this was asked before. */
    Set<String> takeUnseen() {
        Set<String> taken = unseen;
        unseen = new LinkedHashSet<>();
        return taken;
    }
}
