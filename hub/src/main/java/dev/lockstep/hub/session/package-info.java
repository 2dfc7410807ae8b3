/**
 * The WebSocket edge: handshake, limits, liveness, and one writer for each connection. It decodes messages, checks limits and
 * passes them on; it makes no decisions about rooms.
 */
@NullMarked
package dev.lockstep.hub.session;

import org.jspecify.annotations.NullMarked;
