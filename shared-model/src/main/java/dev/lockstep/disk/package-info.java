/**
 * What hub and clients need of the file system: directories that are private and belong to one program at a time, files that
 * outlive a power cut.
 */
@NullMarked
package dev.lockstep.disk;

import org.jspecify.annotations.NullMarked;
