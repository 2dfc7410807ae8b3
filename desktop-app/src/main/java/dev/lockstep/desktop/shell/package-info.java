/** The window around the views: sidebar with connection, rooms and people; themes; windows. Depends on no view. */
@NullMarked
package dev.lockstep.desktop.shell;

import org.jspecify.annotations.NullMarked;
