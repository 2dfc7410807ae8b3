/**
 * What the keys of a keyboard mean, whatever its layout, and when they belong to an input method. {@link
 * dev.lockstep.desktop.keys.Keyboard} stands before every window of the program; {@link dev.lockstep.desktop.keys.Keys} is a
 * shortcut of a view. Nothing here knows a view.
 */
@NullMarked
package dev.lockstep.desktop.keys;

import org.jspecify.annotations.NullMarked;
