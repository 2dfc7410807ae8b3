/**
 * A client of a hub: {@link dev.lockstep.client.Replica} keeps what a room looks like here, purely;
 * {@link dev.lockstep.client.HubConnection} keeps the WebSocket, and {@link dev.lockstep.client.RoomClient} joins the two.
 * It works without JavaFX: bots, tests and servers use it as windows do.
 */
@NullMarked
package dev.lockstep.client;

import org.jspecify.annotations.NullMarked;
