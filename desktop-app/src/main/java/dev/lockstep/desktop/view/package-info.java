/**
 * What a view of a room implements ({@code RoomView}, {@code ViewDescriptor}), what it gets ({@code RoomContext}), and the controls, styles
 * and settings that views share with the window. Nothing here depends on the window or on a view.
 */
@NullMarked
package dev.lockstep.desktop.view;

import org.jspecify.annotations.NullMarked;
