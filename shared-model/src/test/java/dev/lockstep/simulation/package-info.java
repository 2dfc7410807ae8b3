/**
 * A whole world in one thread, from one seed: a hub that crashes, clients that come and go, wires that delay, drop and
 * break. The same seed gives the same trace.
 */
package dev.lockstep.simulation;
