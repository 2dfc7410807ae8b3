/** The whiteboard of a room. Shapes, geometry, tools and undo need no toolkit; what draws and listens is in the classes that end in View, Layer, Bar or Input. */
@NullMarked
package dev.lockstep.desktop.board;

import org.jspecify.annotations.NullMarked;
