package dev.lockstep.model;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Which requests of one client took a sequence number, so that a resent request is answered and not applied again.
 *
 * <p>Ids grow, so two arrays in step serve, 16 bytes a request. At twice {@link #REQUESTS_KEPT} the older half is
 * forgotten as to its answer, yet never done again: {@link #isForgotten}.
 */
final class RequestMemory {

    /**
     * At least so many of the latest are known; more than any client has under way. A burst of commits as large as a client may
     * send ({@code Bounds.DEFAULT}) whose answers were all lost is still known, whenever it comes.
     */
    static final int REQUESTS_KEPT = 32_768;

    private long[] ids = new long[4];
    private long[] seqs = new long[4];
    private int size;
    private long forgottenUpTo;

    RequestMemory() {}

    RequestMemory(long[] idsAndSeqs, long forgottenUpTo) {
        this.forgottenUpTo = forgottenUpTo;
        for (int i = 0; i < idsAndSeqs.length; i += 2) {
            remember(idsAndSeqs[i], idsAndSeqs[i + 1]);
        }
    }

    /** The sequence number that request {@code id} took, 0 where it took none or is forgotten. */
    long seqOf(long id) {
        if (size == 0 || id > ids[size - 1]) {
            return 0;
        }
        int index = Arrays.binarySearch(ids, 0, size, id);
        return index < 0 ? 0 : seqs[index];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether {@code id} is so old that nobody knows any more whether it was done. */
    boolean isForgotten(long id) {
        return id <= forgottenUpTo;
    }

    void remember(long id, long seq) {
        if (size == 2 * REQUESTS_KEPT) {
            forgottenUpTo = ids[REQUESTS_KEPT - 1];
            System.arraycopy(ids, REQUESTS_KEPT, ids, 0, REQUESTS_KEPT);
            System.arraycopy(seqs, REQUESTS_KEPT, seqs, 0, REQUESTS_KEPT);
            size = REQUESTS_KEPT;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            seqs = Arrays.copyOf(seqs, size * 2);
        }
        int index = size;
        while (index > 0 && ids[index - 1] > id) { // a lock granted late is older than the commits after it
            ids[index] = ids[index - 1];
            seqs[index] = seqs[index - 1];
            index--;
        }
        ids[index] = id;
        seqs[index] = seq;
        size++;
    }

    long forgottenUpTo() {
        return forgottenUpTo;
    }

    /** Id, seq, id, seq and so on. */
    long[] idsAndSeqs() {
        long[] pairs = new long[size * 2];
        for (int i = 0; i < size; i++) {
            pairs[2 * i] = ids[i];
            pairs[2 * i + 1] = seqs[i];
        }
        return pairs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestMemory memory
                && forgottenUpTo == memory.forgottenUpTo
                && Arrays.equals(idsAndSeqs(), memory.idsAndSeqs());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(idsAndSeqs());
    }
}
