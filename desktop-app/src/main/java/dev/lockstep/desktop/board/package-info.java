/**
 * The whiteboard of a room, as it is seen and used: the model over the shared room, who else is there, tools and gestures, tiles and
 * live layer, bars, and the exchange with files. What the shapes are, and what they look like, is in {@link
 * dev.lockstep.desktop.board.shapes}. The model, tools and gestures need no toolkit; what draws and listens is in the classes that end
 * in View, Layer, Bar or Input.
 */
@NullMarked
package dev.lockstep.desktop.board;

import org.jspecify.annotations.NullMarked;
