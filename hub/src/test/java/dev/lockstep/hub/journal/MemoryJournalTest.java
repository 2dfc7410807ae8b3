package dev.lockstep.hub.journal;

class MemoryJournalTest extends JournalContract {

    @Override
    Journal open(Retention retention) {
        return new MemoryJournal(retention);
    }

    @Override
    Journal reopen(Journal closed) {
        return closed;
    }

    /** The hub dies, not the process: it keeps what it has. */
    @Override
    Journal afterCrash(Journal running) {
        return running;
    }
}
