/**
 * The data of a room, analysed together. A table is described by the entry {@code data/<id>} of the room, its rows are in a room
 * of their own, {@code <room>/~data/<id>}, in parts. What all look at are entries below {@code data/<id>/}.
 */
@NullMarked
package dev.lockstep.desktop.data;

import org.jspecify.annotations.NullMarked;
