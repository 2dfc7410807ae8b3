/** The hub: the process that holds the truth. {@link dev.lockstep.hub.Hub} runs it inside a program, {@code HubMain} alone. */
@NullMarked
package dev.lockstep.hub;

import org.jspecify.annotations.NullMarked;
