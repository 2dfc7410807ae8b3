package dev.lockstep.client;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;

/** All that a client needs of the machine that it runs on: time, randomness, threads, the network and the disk. */
interface Platform {

    /** The time of day, milliseconds since 1970; may be set to anything at any time. */
    long wallMillis();

    /** A clock that only runs forward, in nanoseconds; may stand still while the machine sleeps. */
    long nanoTime();

    /** The machine's addresses in its networks, as of a few seconds ago; null while they aren't known. Never blocks. */
    @Nullable
    Set<InetAddress> addresses();

    /** For what is not secret. */
    RandomGenerator random();

    /** What nobody can have seen before, for a hub to sign. */
    String newChallenge();

    /** Why {@code identity} is no proof that the hub is the one that it says; see {@link HubProof#problemWith}. */
    @Nullable
    String problemWith(HubMessage.Identity identity, String challenge);

    /** A loop of its own for a connection. */
    EventLoop newLoop(String name);

    /** A thread of its own for a store. */
    Worker newWorker(String name);

    /** Reads files, several at once. */
    Executor readers();

    /** Opens connections, for one loop. */
    HubTransport.Factory newTransports();

    Disk disk();
}
