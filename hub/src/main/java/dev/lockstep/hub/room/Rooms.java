package dev.lockstep.hub.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.model.Names;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;

/**
 * The rooms of a hub that are in memory, by name. A room is created when it is first joined, unloaded when it has had no members
 * for a while, and loaded from the journal when it is joined again. Safe for use by many threads.
 */
public final class Rooms {

    /** How often it is asked for a room whose log has grown too old. */
    private static final long TIDY_MILLIS = 60_000;

    private final RoomContext context;
    private final RoomDirectory directory;
    private final RoomRegistry registry;
    private final ConcurrentMap<String, Room> byName = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    public Rooms(RoomContext context) {
        this.context = context;
        this.directory = new RoomDirectory(context.journal(), context.scheduler());
        this.registry = new RoomRegistry(context.bounds(), context.journal().names());
        context.scheduler().every(TIDY_MILLIS, () -> context.disk().execute(this::tidy));
    }

    /**
     * What came of a join: one of both is null.
     *
     * @param problem why the room can't be begun
     */
    public record Admission(@Nullable Membership membership, HubMessage.@Nullable Fault problem) {}

    /**
     * Lets {@code member} into the room called {@code name}; see {@link Room#join}. Not where it would be a new one, and there
     * are as many as there may be.
     */
    public Admission join(
            String name,
            Member member,
            ClientMessage.@Nullable Since since,
            @Nullable Membership before,
            Consumer<Membership> wake) {
        Admission[] came = new Admission[1];
        byName.compute(name, (n, known) -> {
            HubMessage.Fault problem =
                    registry.admit(n, member.share(), context.clock().nanos());
            if (problem != null) {
                came[0] = new Admission(null, problem);
                return known;
            }
            Room room = known == null ? new Room(n, context, this) : known;
            Membership membership =
                    room.join(member, since, before, wake); // in here, so that it can't go to rest meanwhile
            came[0] = new Admission(membership, null);
            return room;
        });
        return came[0];
    }

    /**
     * The entries of the room called {@code name} as they were at commit {@code seq}; see {@link Room#at}. Brings a room back
     * that is at rest, but begins none.
     */
    public CompletionStage<RoomSnapshot> at(String name, long seq) {
        AtomicReference<@Nullable CompletionStage<RoomSnapshot>> found = new AtomicReference<>();
        byName.compute(name, (n, known) -> {
            Room room = known == null && context.journal().knows(n) ? new Room(n, context, this) : known;
            if (room != null) {
                found.set(room.at(seq)); // in here, so that it can't go to rest meanwhile
            }
            return room;
        });
        CompletionStage<RoomSnapshot> stage = found.get();
        return stage != null
                ? stage
                : CompletableFuture.failedStage(new JournalException("there is no room called " + name));
    }

    /**
     * Deletes the room called {@code name} and its parts for good; who is in them is told. Completes with how many there were.
     */
    public CompletionStage<Integer> delete(String name) {
        Set<String> names = new TreeSet<>(context.journal().names());
        names.addAll(byName.keySet());
        names.removeIf(n -> !n.equals(name) && !n.startsWith(Names.partsOf(name)));
        List<CompletableFuture<Void>> deleted = new ArrayList<>();
        for (String each : names) {
            byName.compute(each, (n, known) -> {
                Room room = known == null ? new Room(n, context, this) : known;
                deleted.add(room.delete().toCompletableFuture()); // in here, so that it can't go to rest meanwhile
                return room;
            });
        }
        return CompletableFuture.allOf(deleted.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> deleted.size());
    }

    /** How much is in the rooms that are kept, one after the other to {@code told}. Blocks on the disk. */
    public void usage(Consumer<HubMessage.Used> told) {
        new TreeSet<>(context.journal().names()).forEach(name -> told.accept(Usage.of(name, context.journal())));
    }

    /** Runs what may block on a disk. */
    public Executor disk() {
        return context.disk();
    }

    /** The rooms that lost a part to damage of what is stored, by name. */
    public Map<String, Journal.Restored> restored() {
        return context.journal().restored();
    }

    /** Whether the journal took what it was last given. */
    public boolean isStoring() {
        return context.storage().isStoring();
    }

    /** Which rooms there are. */
    public RoomDirectory directory() {
        return directory;
    }

    /** How many rooms are in memory. */
    public int size() {
        return byName.size();
    }

    /** For a room that is opened: no other one of this hub has it. */
    int nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Whoever joins from now on gets another {@link Room}. */
    void forget(Room room) {
        forgetIf(room, () -> true);
    }

    /** Forgets {@code room} unless something came in for it; {@code false} then. */
    boolean forgetIf(Room room, BooleanSupplier nothingCameIn) {
        return byName.computeIfPresent(room.name(), (name, known) -> {
                    if (known != room || !nothingCameIn.getAsBoolean()) {
                        return known;
                    }
                    directory.forget(name); // in here, so that the next room of that name comes after it
                    if (!context.journal().knows(name)) {
                        registry.forget(name);
                    }
                    return null;
                })
                != room;
    }

    private void tidy() {
        context.journal()
                .overdue()
                .ifPresent(name -> byName.computeIfAbsent(name, n -> new Room(n, context, this))
                        .saveSoon());
    }
}
