/** Files that people save: how they are called, asked about and written. Every save and export of the program goes through here. */
@NullMarked
package dev.lockstep.desktop.files;

import org.jspecify.annotations.NullMarked;
