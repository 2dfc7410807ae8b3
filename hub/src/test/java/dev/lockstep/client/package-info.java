/** What tests of the hub need of the client's package: machines that sleep, disks that hang, programs in a simulated world. */
@NullMarked
package dev.lockstep.client;

import org.jspecify.annotations.NullMarked;
