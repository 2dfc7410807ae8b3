/**
 * JavaFX controls for shared state. An application that uses this package has {@code javafx-controls} among its own dependencies; the library
 * itself needs {@code javafx-base} alone.
 */
@NullMarked
package dev.lockstep.controls;

import org.jspecify.annotations.NullMarked;
