package dev.lockstep.hub.journal;

import java.util.ArrayList;
import java.util.List;

import dev.lockstep.model.Limits;
import dev.lockstep.wire.MalformedException;

/**
 * The requests of a client in a snapshot, as runs. Ids and seqs are counted up, so from one request to the next they mostly grow by the
 * same two steps. A run is these steps and how often they are repeated: a client that works alone takes some dozen bytes, where its ids and
 * seqs one by one would take up to a megabyte.
 */
final class RequestRuns {

    private static final int NUMBERS_OF_RUN = 3;

    /** As many requests as a client may have in a snapshot. */
    private static final int REQUESTS_MAX = 1 << 16;

    private RequestRuns() {}

    /** Whether {@code idsAndSeqs} (id, seq, id, seq and so on) can be told in runs: ids grow, and there are not too many. */
    static boolean fits(List<Long> idsAndSeqs) {
        if (idsAndSeqs.size() % 2 != 0 || idsAndSeqs.size() > 2 * REQUESTS_MAX) {
            return false;
        }
        long before = 0;
        for (int i = 0; i < idsAndSeqs.size(); i += 2) {
            if (idsAndSeqs.get(i) <= before || idsAndSeqs.get(i + 1) < 1) {
                return false;
            }
            before = idsAndSeqs.get(i);
        }
        return true;
    }

    static List<Long> encode(List<Long> idsAndSeqs) {
        List<Long> runs = new ArrayList<>();
        long id = 0;
        long seq = 0;
        long idStep = 0;
        long seqStep = 0;
        long count = 0;
        for (int i = 0; i < idsAndSeqs.size(); i += 2) {
            long toId = idsAndSeqs.get(i) - id;
            long toSeq = idsAndSeqs.get(i + 1) - seq;
            if (count > 0 && (toId != idStep || toSeq != seqStep)) {
                runs.addAll(List.of(idStep, seqStep, count));
                count = 0;
            }
            idStep = toId;
            seqStep = toSeq;
            count++;
            id += toId;
            seq += toSeq;
        }
        if (count > 0) {
            runs.addAll(List.of(idStep, seqStep, count));
        }
        return runs;
    }

    static List<Long> decode(List<Long> runs) throws MalformedException {
        if (runs.size() % NUMBERS_OF_RUN != 0) {
            throw new MalformedException("a run has " + NUMBERS_OF_RUN + " numbers");
        }
        List<Long> idsAndSeqs = new ArrayList<>();
        long id = 0;
        long seq = 0;
        for (int i = 0; i < runs.size(); i += NUMBERS_OF_RUN) {
            long count = runs.get(i + 2);
            if (count < 1 || count > REQUESTS_MAX - idsAndSeqs.size() / 2) {
                throw new MalformedException("runs have from 1 to " + REQUESTS_MAX + " requests");
            }
            for (long j = 0; j < count; j++) {
                id += runs.get(i);
                seq += runs.get(i + 1);
                if (runs.get(i) < 1 || id > Limits.INTEGER_MAX || seq < 1 || seq > Limits.INTEGER_MAX) {
                    throw new MalformedException("ids grow, and they and their seqs are from 1 to 2^53-1");
                }
                idsAndSeqs.add(id);
                idsAndSeqs.add(seq);
            }
        }
        return idsAndSeqs;
    }
}
