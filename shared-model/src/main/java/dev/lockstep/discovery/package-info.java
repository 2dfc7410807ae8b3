/**
 * How programs find hubs, in the local network or inside themselves: hubs that are shared announce themselves, and answer who asks. What is
 * found is a hint and no more: which hub it is, it proves when a client connects.
 */
@NullMarked
package dev.lockstep.discovery;

import org.jspecify.annotations.NullMarked;
