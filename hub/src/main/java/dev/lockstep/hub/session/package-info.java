/**
 * The WebSocket edge: handshake, limits, liveness, and one writer for each connection. It decodes, bounds and hands on;
 * it decides nothing about rooms.
 */
@NullMarked
package dev.lockstep.hub.session;

import org.jspecify.annotations.NullMarked;
