/**
 * A client of a hub: {@link dev.lockstep.client.Replica} holds the local state of a room, without side effects;
 * {@link dev.lockstep.client.HubConnection} maintains the WebSocket, and {@link dev.lockstep.client.RoomClient} connects the two.
 * It works without JavaFX: bots, tests and servers use it as windows do.
 */
@NullMarked
package dev.lockstep.client;

import org.jspecify.annotations.NullMarked;
