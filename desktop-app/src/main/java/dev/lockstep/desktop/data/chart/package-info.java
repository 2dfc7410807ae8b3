/**
 * Drawing charts into pictures, off the JavaFX thread. Knows neither toolkit nor room.
 */
@NullMarked
package dev.lockstep.desktop.data.chart;

import org.jspecify.annotations.NullMarked;
