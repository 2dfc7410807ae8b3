package dev.lockstep.hub.journal;

/** What is stored of a room: its latest snapshot, and the rows of the log after it. Not safe for many threads. */
final class KnownRoom {

    long snapshotLsn;
    long snapshotCommands;
    long snapshotChain;
    long chain;
    long seq; // of the last commit, 0 where that is not known
    boolean unreadable; // when it was last tried: its rows stay as they are, and in nobody's way
    boolean mustBeRead; // it is not what whoever has it in memory knows: nothing is put behind it before that is read
    final RowNumbers rows = new RowNumbers();

    long lastLsn() {
        return rows.isEmpty() ? snapshotLsn : rows.get(rows.size() - 1);
    }

    long commands() {
        return snapshotCommands + rows.size();
    }

    Marks.Mark mark() {
        return new Marks.Mark(lastLsn(), commands(), chain, seq);
    }

    /** Whether a log that ends here, and had {@code chainAtMark} where the mark is, lacks nothing of what was acknowledged. */
    boolean reaches(Marks.Mark mark, long chainAtMark) {
        return commands() >= mark.commands() && lastLsn() >= mark.lsn() && chainAtMark == mark.chain();
    }
}
