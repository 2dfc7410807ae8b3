/**
 * The program: {@code Launcher} reads the options and starts JavaFX, {@code Composition} wires what there is, by
 * constructors. {@code Views} lists the views of a room, which are in packages by feature; each has a model that needs no toolkit.
 */
@NullMarked
package dev.lockstep.desktop;

import org.jspecify.annotations.NullMarked;
