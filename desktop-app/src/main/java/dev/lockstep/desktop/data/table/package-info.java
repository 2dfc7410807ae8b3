/**
 * A table in memory: columns, how numbers and dates are written, filters, and the rows that pass them. Knows neither toolkit nor room.
 */
@NullMarked
package dev.lockstep.desktop.data.table;

import org.jspecify.annotations.NullMarked;
