package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import dev.lockstep.hub.Interleavings;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.HubMessage;

/** A membership's two sides, the room that puts in and the writer that takes out, in the orders that a model checker reaches. */
@EnabledForJreRange(max = JRE.JAVA_24, disabledReason = "Lincheck 3.7 changes no order of threads on Java 25")
class MembershipInterleavingsTest {

    private static final int INVOCATIONS = Integer.getInteger("lockstep.interleavings", 100);

    private static final Scheduler NEVER = new Scheduler() {
        @Override
        public Task after(long millis, Runnable step) {
            return () -> {};
        }

        @Override
        public Task every(long millis, Runnable step) {
            return () -> {};
        }
    };

    private static final RoomContext CONTEXT = new RoomContext(
            new MemoryJournal(),
            new StorageHealth(storing -> {}, () -> 0),
            turn -> {},
            new AtomicInteger(),
            task -> {},
            NEVER,
            new StandingClock(),
            () -> "e1",
            Limits.DEFAULT,
            10_000,
            60_000,
            20_000,
            Bounds.DEFAULT);

    private static final Rooms ROOMS = new Rooms(CONTEXT);
    private static final Member ADA = new Member("s1", "ada", "Ada", "#000000");

    @Test
    @DisplayName(
            "a member takes each frame and each answer once, an answer behind the frames that were there before it")
    void order() {
        Interleavings.check(INVOCATIONS, () -> {
            Room room = new Room("lobby", CONTEXT, ROOMS);
            int[] wakes = new int[1]; // by the room's side alone
            Membership ada = new Membership(room, ADA, null, membership -> wakes[0]++);
            List<String> taken = new ArrayList<>(); // by the writer alone, and then by this thread
            Thread writer = new Thread(() -> {
                take(ada, taken);
                take(ada, taken);
            });
            writer.start();
            room.log().append(frame("1"));
            ada.begin(
                    CatchUp.changes(joined(), java.util.stream.Stream.empty(), new AuthorNames()),
                    room.log().end());
            ada.answer(answer(2));
            room.log().append(frame("3"));
            ada.answer(answer(4));
            ada.wake();
            try {
                writer.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            take(ada, taken);
            boolean inOrder = taken.equals(List.of("joined", "2", "3", "4"))
                    || taken.equals(List.of("joined", "3", "2", "4")); // what comes later may overtake an answer
            if (!inOrder || wakes[0] != 1 || ada.answersWaiting() != 0) {
                throw new AssertionError(taken + ", " + ada.answersWaiting() + " answers wait");
            }
        });
    }

    private static void take(Membership membership, List<String> taken) {
        for (ByteBuffer next = membership.next(); next != null; next = membership.next()) {
            String text = StandardCharsets.UTF_8.decode(next.duplicate()).toString();
            taken.add(text.contains("\"joined\"") ? "joined" : text.replaceAll(".*\"(?:id|value)\":(\\d).*", "$1"));
        }
    }

    private static Frame frame(String value) {
        return Frame.passing(new HubMessage.Signal("lobby", "s2", "grace", Json.of(Integer.parseInt(value))), null);
    }

    private static HubMessage answer(long id) {
        return new HubMessage.Applied("lobby", id, 0, true);
    }

    private static HubMessage.Joined joined() {
        return new HubMessage.Joined("lobby", "e1", 0, "editor", List.of(), List.of());
    }
}
