/** The colours of the program, as its token sheets have them. Needs no toolkit, and knows no other package. */
@NullMarked
package dev.lockstep.desktop.colors;

import org.jspecify.annotations.NullMarked;
