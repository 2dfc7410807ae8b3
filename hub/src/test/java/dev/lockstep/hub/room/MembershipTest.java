package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Commit;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

import static org.assertj.core.api.Assertions.assertThat;

/** A room, its log and its members without a socket: turns run when the test says, and members take when it says. */
class MembershipTest {

    private static final int LOG_BYTES = 20_000;

    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>(); // scheduler give some too
    private final ThreadScheduler scheduler = new ThreadScheduler(Thread::new);
    private final MemoryJournal journal = new MemoryJournal();
    private final RoomContext context = new RoomContext(
            journal,
            new StorageHealth(storing -> {}, System::nanoTime),
            turns::add,
            new AtomicInteger(),
            Runnable::run,
            scheduler,
            new StandingClock(),
            () -> "e1",
            Limits.DEFAULT,
            10_000,
            60_000,
            LOG_BYTES,
            Bounds.DEFAULT);
    private final Room room = new Room("lobby", context, new Rooms(context));
    private final AtomicInteger wakes = new AtomicInteger();

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    @DisplayName("a member takes what came before its join as a snapshot, and what comes after from the log")
    void story() {
        Membership ada = join("ada", null);
        commit(ada, 1, "a");
        run();
        Membership grace = join("grace", null);
        run();
        commit(ada, 2, "b");
        run();

        List<HubMessage> taken = take(grace);
        taken.removeIf(HubMessage.Presence.class::isInstance); // comes when 33 ms are over
        assertThat(types(taken)).containsExactly("Snapshot", "Joined", "Changes");
        assertThat(grace.next()).isNull();
        assertThat(wakes).hasPositiveValue();
    }

    @Test
    @DisplayName("an answer comes behind the frames that were there before it")
    void answersInOrder() {
        Membership ada = join("ada", null);
        commit(ada, 1, "a");
        commit(ada, 2, "a"); // no change: answered in person
        run();
        commit(ada, 3, "b");
        commit(ada, 4, "b");
        run();

        List<HubMessage> taken = take(ada);
        taken.removeIf(m -> !(m instanceof HubMessage.Applied || m instanceof HubMessage.Changes));
        assertThat(types(taken)).containsExactly("Applied", "Applied", "Changes", "Applied");
        assertThat(taken.get(0)).isEqualTo(new HubMessage.Applied("lobby", 1, 1, true)); // in the snapshot already
        assertThat(ada.answersWaiting()).isZero();
        assertThat(ada.requestsWaiting()).isZero();
    }

    @Test
    @DisplayName(
            "an answer does not wait for anyone else's doings behind a signal of its own member, nor does a second stay")
    void answersBehindOwnSignal() {
        Membership ada = join("ada", null);
        run();
        take(ada);
        room.signal(ada, Json.of(1));
        room.request(ada, new ClientMessage.Unlock("lobby", 1, 7), 1);
        run();
        assertThat(types(take(ada))).containsExactly("Refused");

        room.signal(ada, Json.of(2));
        Membership again = join("ada", ada);
        run();
        assertThat(types(take(again))).contains("Joined");
        assertThat(again.isQueued()).isFalse();
    }

    @Test
    @DisplayName("[RM7] who falls off the log gets a snapshot, then the answers to its own commits, then what follows")
    void fellBehind() {
        Membership ada = join("ada", null);
        Membership grace = join("grace", null);
        run();
        take(ada);
        commit(ada, 1, "mine");
        run();
        for (int i = 1; i <= 40; i++) {
            commit(grace, i, "k" + i);
            run();
        }
        assertThat(ada.answersWaiting()).isEqualTo(1);

        List<HubMessage> taken = take(ada);
        run();
        commit(grace, 41, "last");
        run();
        taken.addAll(take(ada));

        taken.removeIf(m -> m instanceof HubMessage.Presence);
        assertThat(types(taken)).containsExactly("Snapshot", "Joined", "Applied", "Changes");
        assertThat(taken.get(2)).isEqualTo(new HubMessage.Applied("lobby", 1, 1, true));
        assertThat(ada.answersWaiting()).isZero();
    }

    @Test
    @DisplayName("[RM3] what was missed comes as it was done, also where some of it is in a saved snapshot already")
    void missed() {
        Membership grace = join("grace", null);
        long id = 0;
        do {
            commit(grace, ++id, "k" + id);
            run();
        } while (savedSeq() == 0);
        long saved = savedSeq();
        for (int i = 0; i < 3; i++) {
            commit(grace, ++id, "k" + id);
            run();
        }

        assertThat(seqsSince(saved - 2)).containsExactly(saved - 1, saved, saved + 1, saved + 2, saved + 3);
        assertThat(seqsSince(saved + 1)).containsExactly(saved + 2, saved + 3);
        assertThat(seqsSince(saved + 3)).isEmpty();
        Membership away = join("ada", null, new ClientMessage.Since("e1", saved - 100));
        run();
        assertThat(types(take(away))).startsWith("Snapshot");
    }

    private long savedSeq() {
        return journal.load("lobby").orElseThrow().snapshot().seq();
    }

    /** The commits that somebody is told who joins and knows all up to {@code seq}. */
    private List<Long> seqsSince(long seq) {
        Membership back = join("ada", null, new ClientMessage.Since("e1", seq));
        run();
        List<HubMessage> taken = take(back);
        assertThat(types(taken)).contains("Joined").doesNotContain("Snapshot");
        return taken.stream()
                .filter(HubMessage.Changes.class::isInstance)
                .flatMap(message -> ((HubMessage.Changes) message).commits().stream())
                .map(Commit::seq)
                .toList();
    }

    @Test
    @DisplayName("[RM14] who leaves while it is far behind gets its answers and left, and no snapshot for nobody")
    void leavesFarBehind() {
        Membership ada = join("ada", null);
        Membership grace = join("grace", null);
        run();
        take(ada);
        commit(ada, 1, "mine");
        run();
        for (int i = 1; i <= 40; i++) {
            commit(grace, i, "k" + i);
            run();
        }
        room.leave(ada);
        run();

        List<HubMessage> taken = take(ada);
        assertThat(types(taken)).containsExactly("Applied", "Left");
        assertThat(ada.isOver()).isTrue();
        commit(grace, 41, "last");
        run();
        assertThat(ada.next()).isNull();
    }

    @Test
    @DisplayName("[RM14] the next stay of a connection begins when the earlier one was told to its end")
    void nextStay() {
        Membership first = join("ada", null);
        run();
        take(first);
        commit(first, 1, "a");
        room.leave(first);
        Membership second = join("ada", first);
        run();

        assertThat(second.isQueued()).isTrue();
        List<HubMessage> taken = take(second);
        taken.removeIf(m -> m instanceof HubMessage.Presence);
        assertThat(types(taken)).containsExactly("Changes", "Left", "Snapshot", "Joined");
        assertThat(second.isQueued()).isFalse();
    }

    @Test
    @DisplayName(
            "what is not stored waits as requests do, and who is through with it is read on though nothing is sent")
    void unstoredWaits() {
        Membership ada = join("ada", null);
        room.show(ada, Json.of(1));
        run();
        take(ada);
        room.signal(ada, Json.of(1));
        room.refresh(ada, List.of("a"));
        room.show(ada, Json.of(2));
        assertThat(ada.requestsWaiting()).isEqualTo(3);
        assertThat(ada.bytesWaiting()).isPositive();
        run();
        take(ada);
        assertThat(ada.requestsWaiting()).isZero();
        assertThat(ada.bytesWaiting()).isZero();

        int before = wakes.get();
        room.show(ada, Json.of(2)); // as it is: nobody is told
        run();
        assertThat(wakes).hasValueGreaterThan(before);
    }

    @Test
    @DisplayName("[NS6] a signal passes its sender by, without a stop")
    void signals() {
        Membership ada = join("ada", null);
        run();
        take(ada);
        room.signal(ada, Json.of(1));
        commit(ada, 1, "a");
        run();

        assertThat(types(take(ada))).doesNotContain("Signal").contains("Changes");
    }

    @Test
    @DisplayName("[OP8] what an earlier connection of a session does late changes nothing for the new one")
    void replaced() {
        Membership old = join("ada", null);
        run();
        Membership now = join("ada", null);
        run();
        take(now);
        room.detach(old);
        room.leave(old);
        commit(old, 1, "a");
        commit(now, 2, "b");
        run();

        assertThat(types(take(now))).containsExactly("Changes");
        assertThat(old.requestsWaiting()).isZero();
    }

    private Membership join(String name, @Nullable Membership before) {
        return join(name, before, null);
    }

    private Membership join(String name, @Nullable Membership before, ClientMessage.@Nullable Since since) {
        return room.join(new Member("s-" + name, name, name, ""), since, before, m -> wakes.incrementAndGet());
    }

    private void commit(Membership membership, long id, String key) {
        Operation put = new Operation.Put(key, Json.of("x".repeat(1_000)));
        room.request(membership, new ClientMessage.Commit("lobby", id, CommitRequest.of(put)), 1);
    }

    /** Runs the room until it has nothing to do. */
    private void run() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }

    private static List<HubMessage> take(Membership membership) {
        List<HubMessage> taken = new ArrayList<>();
        for (ByteBuffer frame = membership.next(); frame != null; frame = membership.next()) {
            try {
                HubMessage message =
                        WireCodec.decodeHub(StandardCharsets.UTF_8.decode(frame).toString());
                if (message != null) {
                    taken.add(message);
                }
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }
        return taken;
    }

    private static List<String> types(List<HubMessage> messages) {
        return messages.stream().map(m -> m.getClass().getSimpleName()).toList();
    }
}
