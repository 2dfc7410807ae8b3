package dev.lockstep.client;

import java.net.InetAddress;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a connection sees of the machine that it runs on. */
interface Surroundings {

    /** The time of day, milliseconds since 1970; may be set to anything at any time. */
    long wallMillis();

    /** A clock that only runs forward, in nanoseconds; may stand still while the machine sleeps. */
    long nanoTime();

    /** The machine's addresses in its networks, as of a few seconds ago; null while they aren't known. Never blocks. */
    @Nullable
    Set<InetAddress> addresses();
}
