package dev.lockstep.hub.room;

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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.model.Names;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
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
    private final PrivateRooms privateRooms = new PrivateRooms(this);
    private final RoomRegistry registry;
    private final ConcurrentMap<String, Room> byName = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, TreeAccess> trees = new ConcurrentHashMap<>();
    private final Map<String, RoomWatcher> watchers = new ConcurrentHashMap<>();
    private final Deeds deeds = new Deeds(this);
    private final AtomicInteger numbers = new AtomicInteger();

    public Rooms(RoomContext context) {
        this.context = context;
        this.directory = new RoomDirectory(context.journal(), context.scheduler(), privateRooms::isPrivate);
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
        names.removeIf(n -> !n.equals(name) && !isPartOf(name, n));
        boolean isThere = names.remove(name);
        CompletableFuture<?>[] parts = names.stream().map(this::deleteOne).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all =
                CompletableFuture.allOf(parts); // the room last: its parts go by its roles until then
        return (isThere ? all.thenCompose(done -> deleteOne(name)) : all)
                .thenApply(done -> names.size() + (isThere ? 1 : 0));
    }

    private static boolean isPartOf(String room, String name) {
        return name.startsWith(Names.partsOf(room))
                || (!name.equals(room) && Names.roomOf(name).equals(room));
    }

    private CompletableFuture<Void> deleteOne(String name) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        byName.compute(name, (n, known) -> {
            Room room = known == null ? new Room(n, context, this) : known;
            room.delete(done); // in here, so that it can't go to rest meanwhile
            return room;
        });
        return done;
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

    /** Which of them are not for everybody. */
    public PrivateRooms privateRooms() {
        return privateRooms;
    }

    /** How many rooms are in memory. */
    public int size() {
        return byName.size();
    }

    /** For a room that is opened: no other one of this hub has it. */
    int nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Tells {@code watcher} of what {@code room} stores; to be called before the room is opened. */
    public void watch(String room, RoomWatcher watcher) {
        watchers.put(room, watcher);
    }

    @Nullable
    RoomWatcher watcherOf(String room) {
        return watchers.get(room);
    }

    /** Records what hosts do. */
    public Deeds deeds() {
        return deeds;
    }

    /** Completes once {@code room} was read where it is kept, and at once where it is not; fails where it can't be read. */
    public CompletionStage<Void> read(String room) {
        return context.journal().knows(room) ? act(room, state -> List.of()) : CompletableFuture.completedStage(null);
    }

    /** See {@link Room#act}. The room is begun where there is none. */
    public CompletionStage<Void> act(String room, Function<RoomState, List<Operation>> decide) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        byName.compute(room, (n, known) -> {
            Room open = known == null ? new Room(n, context, this) : known;
            open.act(decide, done); // in here, so that it can't go to rest meanwhile
            return open;
        });
        return done;
    }

    /** Who has which role in {@code room} and its parts. */
    TreeAccess tree(String room) {
        return trees.computeIfAbsent(room, name -> new TreeAccess());
    }

    /** Completes once {@link #tree} knows it, or there is no such room yet; fails where the room can't be read. */
    CompletionStage<Void> accessKnown(String room) {
        if (tree(room).get() != null
                || !(byName.containsKey(room) || context.journal().knows(room))) {
            return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Void> read = new CompletableFuture<>();
        byName.compute(room, (n, known) -> {
            Room open = known == null ? new Room(n, context, this) : known;
            open.whenRead(read); // in here, so that it can't go to rest meanwhile
            return open;
        });
        return read;
    }

    /** The roles in {@code room} are others: its parts are to go by them at once. */
    void accessChanged(String room) {
        byName.forEach((name, open) -> {
            if (!name.equals(room) && Names.roomOf(name).equals(room)) {
                open.rolesChanged();
            }
        });
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
                        forgetTree(Names.roomOf(name), room);
                    }
                    return null;
                })
                != room;
    }

    /** What was never stored has no roles to be kept. */
    private void forgetTree(String whole, Room gone) {
        boolean isOpen = byName.values().stream()
                .anyMatch(open -> open != gone && Names.roomOf(open.name()).equals(whole));
        if (!isOpen && !context.journal().knows(whole)) {
            trees.remove(whole);
        }
    }

    private void tidy() {
        context.journal()
                .overdue()
                .ifPresent(name -> byName.computeIfAbsent(name, n -> new Room(n, context, this))
                        .saveSoon());
    }
}
