package dev.lockstep.desktop.data.chart;

/**
 * A place on an axis that has a label.
 *
 * @param value what is there, as the column has it
 */
record ChartTick(double value, String label) {}
