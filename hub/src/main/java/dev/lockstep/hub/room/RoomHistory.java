package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.hub.journal.Replay;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.model.Segment;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;

/**
 * A room's use of the journal: loading the room, saving snapshots periodically, and reading its history.
 * Slow work is done off the room's loop; all methods except {@link #read} are called on it.
 */
final class RoomHistory {

    private static final Logger LOG = System.getLogger(RoomHistory.class.getName());

    /** At least so many commands lie between two snapshots; where those are large more, so that the cost a command stays flat. */
    private static final int SNAPSHOT_COMMANDS_MIN = 10_000;

    /** So many remembered requests are as long in a snapshot as a command in the log. */
    private static final int REQUESTS_A_COMMAND = 8;

    /** A snapshot is also due when the commits since the last one have so many bytes: they are held in memory. */
    private static final long SNAPSHOT_BYTES = 8L * 1_024 * 1_024;

    /** A room as the journal has it. */
    record Loaded(RoomState state, RoomHistory past) {}

    private final String room;
    private final RoomContext context;
    private final Executor loop;
    private final Tail tail;
    private final KeyHistory ofKeys;
    private long savedCommands;
    private long savedRequests;
    private @Nullable Beginning beginning; // null from the first commit on
    private boolean saving;
    private boolean wanted;

    private RoomHistory(String room, RoomContext context, Executor loop, RoomSnapshot saved) {
        this.room = room;
        this.context = context;
        this.loop = loop;
        this.tail = new Tail(saved.seq());
        this.ofKeys = new KeyHistory(this::history, loop);
        this.savedCommands = saved.commands();
        this.savedRequests = requests(saved);
    }

    /**
     * Reads {@code room}, or begins its history where there is none; of that the journal knows nothing before the first commit.
     * Blocks on the disk.
     *
     * @param loop runs what it is given on the room's loop
     * @throws dev.lockstep.hub.journal.JournalException where the room can't be read
     */
    static Loaded read(String room, RoomContext context, Executor loop) {
        Optional<Journal.Past> kept = context.journal().load(room);
        if (kept.isEmpty()) {
            RoomState fresh = new RoomState(context.epochs().get(), context.limits(), context.leaseMillis());
            RoomHistory past = new RoomHistory(room, context, loop, fresh.snapshot());
            past.beginning = new Beginning(fresh.snapshot());
            return new Loaded(fresh, past);
        }
        RoomState state = new RoomState(kept.get().snapshot());
        RoomHistory past = new RoomHistory(room, context, loop, kept.get().snapshot());
        for (Journal.Logged logged : kept.get().since()) {
            Outcome outcome = state.apply(logged.command(), logged.at());
            outcome.commits()
                    .forEach(commit -> past.committed(
                            commit, commit.client() == null ? null : state.nameOfClient(commit.client())));
        }
        return new Loaded(state, past);
    }

    /**
     * A commit is durable.
     *
     * @param author the name of its client, null where it has none
     */
    void committed(Commit commit, @Nullable String author) {
        tail.add(commit, author);
    }

    // ---- what is written

    /** Whether nothing of {@code batch} need be written, since nothing ever was: it is held here then. */
    boolean holds(Batch batch, RoomState state) {
        Beginning held = beginning;
        if (held == null || !batch.commits.isEmpty() || batch.mustBeWritten) {
            return false;
        }
        held.add(batch.commands, state);
        return true;
    }

    /** Writes {@code batch}, and before it what was held. */
    CompletionStage<Void> append(Batch batch, RoomState state) {
        Beginning held = beginning;
        if (held == null) {
            return context.journal().append(room, batch.commands, state.seq());
        }
        beginning = null; // where this fails, the room is read anew
        savedCommands = held.start().commands();
        context.journal().save(room, held.start(), Segment.EMPTY); // in the log before all that the room appends
        return context.journal().append(room, held.with(batch.commands), state.seq());
    }

    // ---- snapshots

    /** The next look saves, however little there is. */
    void want() {
        wanted = true;
    }

    /** Whether the journal has more of the room than a snapshot. */
    boolean isLong(RoomState state) {
        return beginning == null && state.commands() > savedCommands;
    }

    /** Saves where it is time for it, in the background; {@code then} runs on the loop when that is over. */
    void saveSometimes(RoomState state, Runnable then) {
        long commands = state.commands() - savedCommands;
        long length = state.entries().size() + savedRequests / REQUESTS_A_COMMAND;
        boolean due = commands >= Math.max(SNAPSHOT_COMMANDS_MIN, length)
                || tail.bytes() >= SNAPSHOT_BYTES
                || (wanted && commands > 0);
        wanted = false;
        if (due && !saving && beginning == null) {
            save(state, then);
        }
    }

    /** Whether a snapshot is on its way to the journal. */
    boolean isSaving() {
        return saving;
    }

    private void save(RoomState state, Runnable then) {
        saving = true;
        Supplier<RoomSnapshot> captured = state.capture();
        long seq = state.seq();
        long commands = state.commands();
        Segment since = tail.upTo(seq);
        onDisk(captured)
                .thenCompose(snapshot ->
                        context.journal().save(room, snapshot, since).thenApply(done -> snapshot))
                .whenComplete((snapshot, failure) -> loop.execute(() -> {
                    saving = false;
                    if (failure == null) {
                        tail.dropUpTo(seq);
                        savedCommands = Math.max(savedCommands, commands);
                        savedRequests = requests(snapshot);
                    } else {
                        LOG.log(Level.DEBUG, "room " + room + " could not be saved; it will be tried again", failure);
                    }
                    then.run();
                }));
    }

    /** Fails where the hub is stopping. */
    private <T> CompletionStage<T> onDisk(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, context.disk());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static long requests(RoomSnapshot snapshot) {
        long idsAndSeqs = 0;
        for (RoomSnapshot.Client client : snapshot.clients()) {
            idsAndSeqs += client.requests().size();
        }
        return idsAndSeqs / 2;
    }

    // ---- history

    /** All commits after {@code seq}, null where they are not all in memory. */
    @Nullable
    List<Commit> commitsAfter(long seq) {
        return tail.after(seq);
    }

    /**
     * Completes {@code found} with the entries as they were at commit {@code seq}; fails it with a {@link JournalException} where there is no
     * such commit, or what leads there is not kept any more, or can't be read.
     *
     * @param last the last durable commit
     */
    void at(long seq, long last, CompletableFuture<RoomSnapshot> found) {
        if (seq < 0 || seq > last) {
            found.completeExceptionally(new JournalException("room " + room + ": it has no commit " + seq));
            return;
        }
        Beginning held = beginning;
        if (held != null) { // nothing was ever changed, and the journal knows nothing
            found.complete(held.start());
            return;
        }
        long kept = Math.min(seq, tail.first() - 1); // up to here the journal has them
        List<Commit> latest = tail.upTo(seq).commits();
        Supplier<RoomSnapshot> rebuilding = () -> {
            RoomSnapshot base = context.journal().base(room, seq).orElseThrow(() -> notKept(seq));
            Replay replay = new Replay(base);
            while (replay.seq() < kept) {
                Segment page = context.journal().history(room, replay.seq() + 1, kept);
                if (page.commits().isEmpty()) {
                    throw notKept(seq);
                }
                replay.add(page);
            }
            latest.forEach(replay::add);
            return replay.snapshot();
        };
        onDisk(rebuilding).whenComplete((snapshot, failure) -> {
            if (failure == null) {
                found.complete(snapshot);
            } else {
                found.completeExceptionally(failure);
            }
        });
    }

    private JournalException notKept(long seq) {
        return new JournalException("room " + room + " as it was at commit " + seq + " is not kept any more");
    }

    /**
     * Answers what a member asked for.
     *
     * @param toldSeq the last commit that members were told of, asked for on the loop
     * @param answer called on the loop
     */
    void answer(
            ClientMessage.History asked,
            LongSupplier toldSeq,
            Membership membership,
            Replies replies,
            Consumer<HubMessage> answer) {
        if (asked.keys().size() > KeyHistory.KEYS_MAX) {
            answer.accept(replies.noHistory(asked, "the past of at most " + KeyHistory.KEYS_MAX + " keys at once"));
            return;
        }
        if (!membership.mayAskForPage()) {
            answer.accept(replies.noHistory(asked, "too many pages at once; take those before first"));
            return;
        }
        long to = Math.min(asked.to(), toldSeq.getAsLong());
        CompletionStage<Supplier<HubMessage>> found = asked.keys().isEmpty()
                ? history(asked.from(), to).thenApply(page -> () -> replies.history(asked, page, toldSeq.getAsLong()))
                : ofKeys.search(asked, to).thenApply(latest -> () -> replies.history(asked, latest));
        found.whenComplete((reply, failure) -> loop.execute(() -> {
            if (reply == null) {
                membership.noPage();
            }
            answer.accept(reply == null ? replies.noHistory(asked, failure) : reply.get());
        }));
    }

    /** A page of the commits from {@code from} to {@code to}. */
    CompletionStage<Segment> history(long from, long to) {
        long first = tail.first();
        if (from >= first) {
            return CompletableFuture.completedStage(tail.page(from, to));
        }
        return onDisk(() -> context.journal().history(room, from, to))
                .thenComposeAsync(
                        kept -> {
                            if (!kept.commits().isEmpty()) {
                                return CompletableFuture.completedStage(kept);
                            } // else what was the tail then may be in the journal now
                            return tail.first() == first
                                    ? CompletableFuture.completedStage(tail.page(first, to))
                                    : history(from, to);
                        },
                        loop);
    }
}
