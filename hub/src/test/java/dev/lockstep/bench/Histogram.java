package dev.lockstep.bench;

import java.util.Arrays;

/** Counts durations in buckets, 64 to each power of two, so that a quantile is right to 1.6 percent. */
final class Histogram {

    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] counts = new long[(Long.SIZE - SUB_BITS) * SUB];
    private long count;
    private long max;

    void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[index(value)]++;
        count++;
        max = Math.max(max, value);
    }

    void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        max = 0;
    }

    long count() {
        return count;
    }

    double maxMillis() {
        return max / NANOS_PER_MILLI;
    }

    /** In milliseconds; 0 where nothing was added. */
    double quantileMillis(double quantile) {
        long rank = (long) Math.ceil(quantile * count);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return middle(i) / NANOS_PER_MILLI;
            }
        }
        return 0;
    }

    private static int index(long value) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - SUB_BITS - 1);
        return shift * SUB + (int) (value >>> shift);
    }

    private static double middle(int index) {
        int shift = Math.max(0, index / SUB - 1);
        long low = (long) (index - shift * SUB) << shift;
        return low + ((1L << shift) - 1) / 2.0;
    }
}
