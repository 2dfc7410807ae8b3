/**
 * The benchmark: how fast the hub is beside a bare Jetty on the same machine, in the same run. The server under test has a
 * process of its own, and so has the load; see hub/README.md, "Measured". Nothing in here decides a test.
 */
package dev.lockstep.bench;
