package dev.lockstep.hub.journal;

class MemoryJournalTest extends JournalContract {

    @Override
    Journal open() {
        return new MemoryJournal();
    }

    @Override
    Journal reopen(Journal closed) {
        return closed;
    }
}
