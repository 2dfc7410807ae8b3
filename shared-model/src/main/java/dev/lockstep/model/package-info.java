/**
 * The pure core that hub and windows share: values, operations, and the deterministic state machine of a room.
 *
 * <p>Nothing in here does I/O, starts a thread, asks the time, draws a random number or knows JavaFX: time and identities
 * come in as parameters, so that a replayed log gives the same state bit by bit, and a simulation can run thousands of
 * clients from one seed. Classes are confined to one thread unless they say otherwise; records are immutable.
 */
@NullMarked
package dev.lockstep.model;

import org.jspecify.annotations.NullMarked;
