/**
 * Reading tables: what a file or a text is as a table, its rows, and the parts in which they are shared. Knows neither toolkit nor room;
 * what it does blocks.
 */
@NullMarked
package dev.lockstep.desktop.data.read;

import org.jspecify.annotations.NullMarked;
