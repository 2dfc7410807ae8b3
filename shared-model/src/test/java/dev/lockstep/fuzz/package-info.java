/** Hostile input, by machine. Seeds and findings lie in the test resources, a folder for each test. */
package dev.lockstep.fuzz;
