/**
 * Whole worlds in one thread: the hub and the client package as they are, over a time, wires, disks and a journal that a seed
 * rules. What stands for the machine is in {@code dev.lockstep.client.ClientProcess} and {@code dev.lockstep.hub.HubProcess}.
 */
@NullMarked
package dev.lockstep.simulation;

import org.jspecify.annotations.NullMarked;
