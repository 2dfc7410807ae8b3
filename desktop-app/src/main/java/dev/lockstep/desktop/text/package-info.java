/** Text of others as it may be shown: cleaned, bounded, and names told apart. Needs no toolkit, and knows no other package. */
@NullMarked
package dev.lockstep.desktop.text;

import org.jspecify.annotations.NullMarked;
