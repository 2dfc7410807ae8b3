/**
 * What clients and hub say to each other: messages as sealed records, their JSON, and the numbers of the protocol.
 * {@code PROTOCOL.md} beside this module is its description. Nothing in here knows a socket.
 */
@NullMarked
package dev.lockstep.wire;

import org.jspecify.annotations.NullMarked;
