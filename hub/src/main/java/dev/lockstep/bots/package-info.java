/** Clients that try a hub: what a number of people would do, measured. Part of the hub's jar, and no part of the hub. */
@NullMarked
package dev.lockstep.bots;

import org.jspecify.annotations.NullMarked;
