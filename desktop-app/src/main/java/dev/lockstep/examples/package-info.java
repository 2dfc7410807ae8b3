/** The four smallest programs: each one file that a newcomer reads first. */
@NullMarked
package dev.lockstep.examples;

import org.jspecify.annotations.NullMarked;
