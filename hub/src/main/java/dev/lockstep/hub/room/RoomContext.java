package dev.lockstep.hub.room;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;

/**
 * What all rooms of a hub share.
 *
 * @param executor runs the rooms' loops; may run them on the thread that read what they do
 * @param disk runs what may block on a disk, or take long
 * @param scheduler wakes rooms later; it only enqueues
 * @param epochs draws the name of a new history
 * @param leaseMillis how long locks outlive a broken connection
 * @param idleMillis how long a room that nobody is in stays in memory
 * @param logBytes how many bytes of frames each room keeps for those who lag behind
 * @param bounds how many rooms are kept, and what clients may add to them
 */
public record RoomContext(
        Journal journal,
        StorageHealth storage,
        Executor executor,
        Executor disk,
        Scheduler scheduler,
        HubClock clock,
        Supplier<String> epochs,
        Limits limits,
        long leaseMillis,
        long idleMillis,
        long logBytes,
        Bounds bounds) {}
