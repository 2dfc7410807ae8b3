/** The hub tested from outside: a real hub on a free port, a real WebSocket, and clients that may be rude. */
@NullMarked
package dev.lockstep.hub;

import org.jspecify.annotations.NullMarked;
