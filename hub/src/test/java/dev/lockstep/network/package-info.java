/** Several machines on one: each in a network namespace of its own (Linux), joined by switches that tests can break. */
@NullMarked
package dev.lockstep.network;

import org.jspecify.annotations.NullMarked;
