/** Finding a hub on this machine, or becoming one. */
@NullMarked
package dev.lockstep.desktop.connect;

import org.jspecify.annotations.NullMarked;
