/**
 * Shared state as JavaFX properties: {@link dev.lockstep.fx.Lockstep} is the way in. It needs {@code javafx.base} alone.
 *
 * <p>Everything in here lives on the JavaFX thread: methods are called there, listeners and stages are told there, and
 * nothing blocks it.
 */
@NullMarked
package dev.lockstep.fx;

import org.jspecify.annotations.NullMarked;
