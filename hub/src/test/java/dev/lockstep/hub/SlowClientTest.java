package dev.lockstep.hub;

import java.io.UncheckedIOException;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

/** What others feel of a client that doesn't read, and what it finds when it does again. */
class SlowClientTest extends HubTest {

    /** With values of 240 kB, 17 MB: far more than a hub's log and two sockets hold. */
    private static final int COMMITS = 70;

    private static final String BIG = "'" + "x".repeat(240_000);

    @Test
    @DisplayName("[RM7] who reads again gets a fresh snapshot, the locks and members of now, and then all that follows")
    void freshSnapshot() {
        Hub hub = start(timings(NEVER_MILLIS, NEVER_MILLIS, NEVER_MILLIS));
        RawClient slow = joinedButNotReading(hub, "slow");
        RawClient holder = member(hub, "holder", "lobby");
        RawClient writer = member(hub, "writer", "lobby");
        RawClient reader = member(hub, "reader", "lobby");
        holder.send(lock("lobby", 1, "mine", 0));
        holder.next("granted");
        awaitMembers(reader, "slow", "holder");
        writeMegabytes(writer, 0, reader);
        holder.sayGoodbye();
        writer.send(lock("lobby", COMMITS + 1, "other", 0));
        writer.next("granted");

        slow.startReading();
        slow.next("joined");
        slow.next("snapshot");
        Message again = slow.next("joined");

        assertThat(again.objects("locks")).extracting(l -> l.text("key")).containsExactly("other");
        assertThat(again.objects("members"))
                .extracting(m -> m.text("name"))
                .containsExactlyInAnyOrder("slow", "writer", "reader");
        writer.send(put("lobby", COMMITS + 2, "count", "1"));
        slow.next("changes", m -> hasCommit(m, ClientId.of("writer"), COMMITS + 2));
        long at = again.integer("seq");
        List<Message> all = slow.all();
        List<Message> after = commits(all.subList(all.indexOf(again), all.size()));
        for (int i = 0; i < after.size(); i++) {
            assertThat(after.get(i).integer("seq")).isEqualTo(at + 1 + i);
        }
        assertThat(all.stream().filter(m -> m.type().equals("snapshot")).reduce((a, b) -> b))
                .hasValueSatisfying(last -> assertThat(last.flag("more")).isFalse());
    }

    @Test
    @DisplayName("[RM7] [CM21] who fell behind is answered for each of its commits, and has its other answers in order")
    void answersOfOneWhoFellBehind() {
        Hub hub = start(timings(NEVER_MILLIS, NEVER_MILLIS, NEVER_MILLIS));
        RawClient slow = joinedButNotReading(hub, "slow");
        RawClient writer = member(hub, "writer", "lobby");
        writeMegabytes(writer, 0, writer);
        for (int i = 1; i <= 10; i++) {
            slow.send(put("lobby", i, "own", "" + i));
        }
        writer.next("changes", m -> hasCommit(m, ClientId.of("slow"), 10));
        slow.send(lock("lobby", 11, "own", 0));
        writer.next("changes", m -> hasCommit(m, ClientId.of("slow"), 11));
        writeMegabytes(writer, COMMITS, writer);

        slow.startReading();
        slow.next("granted");
        slow.awaitDone("lobby");

        for (int i = 1; i <= 10; i++) {
            long id = i;
            assertThat(slow.all())
                    .anyMatch(m -> (m.type().equals("changes") && hasCommit(m, ClientId.of("slow"), id))
                            || (m.type().equals("applied") && m.integer("id") == id && m.flag("changed")));
        }
        assertThat(slow.all()).noneMatch(m -> m.type().equals("applied") && m.integer("id") == 11);
    }

    @Test
    @DisplayName("[TR10] who reads nothing, not even pings, is broken off, and others feel nothing of it")
    void neverReading() {
        Hub hub = start(timings(100, 4_000, NEVER_MILLIS));
        RawClient slow = joinedButNotReading(hub, "slow");
        RawClient writer = member(hub, "writer", "lobby");
        awaitMembers(writer, "slow");
        writeMegabytes(writer, 0, writer);
        await(() -> health(hub).integer("sessions") == 1);
        slow.startReading();
        slow.awaitEnd();
    }

    @Test
    @DisplayName("[BD5] a client that asks for errors and reads none is not read any more itself, and sent away")
    void floodOfErrors() {
        Hub hub = start(timings(NEVER_MILLIS, NEVER_MILLIS, NEVER_MILLIS));
        RawClient rude = connect(RawClient.to(hub).withoutReading());
        rude.sayHello("rude");
        String nonsense = "{'type':'" + "x".repeat(500) + "'}";
        int[] sent = {0};
        Thread flooding = new Thread(() -> {
            try {
                while (sent[0] < 120_000) {
                    rude.send(nonsense);
                    sent[0]++;
                }
            } catch (UncheckedIOException e) {
                // closed after the test
            }
        });
        flooding.setDaemon(true);
        flooding.start();
        int[] before = {-1};
        awaitStandstill(sent, before);
        assertThat(sent[0]).isLessThan(120_000);
        rude.startReading();
        assertThat(rude.closeCode()).isEqualTo(4429);
    }

    /** Looks in pauses that grow with what the machine needs for a round trip through a hub. */
    private void awaitStandstill(int[] sent, int[] before) {
        Hub other = start();
        RawClient clock = member(other, "clock", "lobby");
        int[] still = {0};
        while (still[0] < 500 && sent[0] < 120_000) {
            clock.awaitDone("lobby");
            still[0] = sent[0] == before[0] ? still[0] + 1 : 0;
            before[0] = sent[0];
        }
    }

    private RawClient joinedButNotReading(Hub hub, String name) {
        RawClient slow = connect(RawClient.to(hub).withoutReading());
        slow.sayHello(name);
        slow.send("{'type':'join','room':'lobby'}");
        return slow;
    }

    /** Writes no faster than {@code reader} reads. */
    private static void writeMegabytes(RawClient writer, int after, RawClient reader) {
        for (int i = 1; i <= COMMITS; i++) {
            int id = after + i;
            writer.send(put("lobby", id, "k" + i % 20, BIG + id + "'"));
            if (i % 10 == 0) {
                reader.next("changes", m -> hasCommit(m, ClientId.of("writer"), id));
                writer.awaitDone("lobby");
            }
        }
    }

    private static void awaitMembers(RawClient watcher, String... names) {
        for (String name : names) {
            watcher.awaitAll(all -> all.stream()
                    .filter(m -> m.has("members"))
                    .flatMap(m -> m.objects("members").stream())
                    .anyMatch(m -> m.text("client").equals(ClientId.of(name))));
        }
    }
}
