package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.lockstep.hub.journal.JournalException;

/** Reads a room from the journal, off its loop; the turn that waits for the room continues with the result. */
final class RoomLoader {

    private static final Logger LOG = System.getLogger(RoomLoader.class.getName());

    private final String room;
    private final RoomContext context;
    private final Mailbox mailbox;

    RoomLoader(String room, RoomContext context, Mailbox mailbox) {
        this.room = room;
        this.context = context;
        this.mailbox = mailbox;
    }

    /** Calls one of both, on the room's loop. */
    void load(Consumer<RoomHistory.Loaded> loaded, Consumer<RuntimeException> failed) {
        Mailbox.executeUnlessStopped(context.disk(), () -> {
            try {
                RoomHistory.Loaded found = read();
                mailbox.goOn(() -> loaded.accept(found));
            } catch (RuntimeException e) {
                mailbox.goOn(() -> failed.accept(e));
            }
        });
    }

    /** As {@link #load}, once {@code first} has completed; it is called elsewhere, since it may wake another room. */
    void loadAfter(
            Supplier<CompletionStage<Void>> first,
            Consumer<RoomHistory.Loaded> loaded,
            Consumer<RuntimeException> failed) {
        Mailbox.executeUnlessStopped(
                context.disk(),
                () -> first.get().whenComplete((done, failure) -> {
                    if (failure == null) {
                        load(loaded, failed);
                    } else {
                        JournalException problem = new JournalException(String.valueOf(failure.getMessage()));
                        mailbox.goOn(() -> failed.accept(problem));
                    }
                }));
    }

    /** Calls {@code loaded}, on the room's loop, as soon as the journal can be read. */
    void loadAtLast(Consumer<RoomHistory.Loaded> loaded) {
        Mailbox.executeUnlessStopped(context.disk(), () -> {
            try {
                RoomHistory.Loaded found = read();
                mailbox.goOn(() -> loaded.accept(found));
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "room " + room + ": the journal can't be read either", e);
                context.scheduler().after(context.storage().pauseMillis(), () -> loadAtLast(loaded));
            }
        });
    }

    private RoomHistory.Loaded read() {
        return RoomHistory.read(room, context, mailbox);
    }
}
