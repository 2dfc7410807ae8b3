package dev.lockstep.hub.room;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.Limits;

/**
 * What all rooms of a hub share.
 *
 * @param executor runs the rooms' loops
 * @param alarms wakes rooms later; it only enqueues
 * @param clock milliseconds since 1970
 * @param epochs draws the name of a new history
 * @param leaseMillis how long locks outlive a broken connection
 * @param logBytes how many bytes of frames each room keeps for those who lag behind
 * @param storing whether the journal took what it was last given
 */
public record RoomContext(
        Journal journal,
        Executor executor,
        Alarms alarms,
        LongSupplier clock,
        Supplier<String> epochs,
        Limits limits,
        long leaseMillis,
        long logBytes,
        AtomicBoolean storing) {}
