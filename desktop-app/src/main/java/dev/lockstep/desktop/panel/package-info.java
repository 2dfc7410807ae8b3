/** The panel: a global counter and a global slider, with their locks. */
@NullMarked
package dev.lockstep.desktop.panel;

import org.jspecify.annotations.NullMarked;
