/** Pictures that are shared: made small enough, stored in parts, read once. */
@NullMarked
package dev.lockstep.desktop.pictures;

import org.jspecify.annotations.NullMarked;
