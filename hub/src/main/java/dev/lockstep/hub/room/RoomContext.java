package dev.lockstep.hub.room;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;

/**
 * What all rooms of a hub share.
 *
 * @param executor runs the rooms' loops; may run them on the thread that read the messages
 * @param roomsAtWork how many rooms have a turn under way
 * @param disk runs work that may block on a disk, or takes long
 * @param scheduler schedules steps of rooms; it only enqueues
 * @param epochs generates the name of a new history
 * @param leaseMillis how long locks outlive a broken connection
 * @param idleMillis how long a room without members stays in memory
 * @param logBytes how many bytes of frames each room keeps for members that lag
 * @param bounds how many rooms are kept, and what clients may add to them
 */
public record RoomContext(
        Journal journal,
        StorageHealth storage,
        Executor executor,
        AtomicInteger roomsAtWork,
        Executor disk,
        Scheduler scheduler,
        HubClock clock,
        Supplier<String> epochs,
        Limits limits,
        long leaseMillis,
        long idleMillis,
        long logBytes,
        Bounds bounds) {}
