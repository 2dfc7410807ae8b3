/**
 * What a board consists of: shapes and their kinds, how they look, where they are and what hits them; their values in entries and
 * signals; their texts, broken into lines; how they are drawn, as paths, in pictures and as SVG. All of it is computed from values
 * alone. Nothing here needs a toolkit, not even values of JavaFX, or knows a room, a connection, a file, or the rest of the board:
 * it has the paths, fonts and images of {@code java.awt}, which need no display. Any thread unless it is said otherwise.
 */
@NullMarked
package dev.lockstep.desktop.board.shapes;

import org.jspecify.annotations.NullMarked;
