package dev.lockstep.hub;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.lockstep.model.Limits;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever Mallory sends to a running hub, Grace notices nothing but what the protocol allows, Ada can come afterwards,
 * and the hub has no error to tell.
 *
 * <p>An input is a script of lines; the first letter says what Mallory does with the rest: {@code H} says hello, {@code t}
 * sends it as a text frame, {@code f} in two fragments, {@code h} half of it, {@code o} as a frame whose first byte it
 * holds, {@code r} as bare bytes; {@code n} vanishes and connects anew.
 */
class HubFuzzTest {

    /** Small, so that short inputs reach them. */
    private static final Limits LIMITS = new Limits(1_500, 300, 4, 10, 1_000_000, 100);

    private static final long LEASE_MILLIS = 1_000;

    private static final String ROOM = "lobby";

    private static final int TEXT = 1;
    private static final int LAST = 0x80;

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger ALL_LOGS = Logger.getLogger("");

    private static final List<String> ERRORS = new CopyOnWriteArrayList<>();

    private static final Handler ERROR_COLLECTOR = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                ERRORS.add(entry.getLoggerName() + ": " + entry.getMessage() + " " + entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private static Hub hub;
    private static long lastId;

    @BeforeAll
    static void start() {
        ALL_LOGS.setLevel(Level.WARNING);
        ALL_LOGS.addHandler(ERROR_COLLECTOR);
        hub = Hub.start(HubOptions.defaults()
                .withPort(0)
                .withOpen(true)
                .withLimits(LIMITS)
                .withLeaseMillis(LEASE_MILLIS));
    }

    @AfterAll
    static void nothingIsLeft() {
        HubTest.await(() -> HubTest.health(hub).integer("sessions") == 0);
        hub.close();
        ALL_LOGS.removeHandler(ERROR_COLLECTOR);
        assertThat(ERRORS).isEmpty();
    }

    @FuzzTest
    void frames(byte[] script) throws MalformedException {
        ERRORS.clear();
        try (RawClient grace = connect()) {
            grace.hello("grace");
            long seq = grace.join(ROOM).integer("seq");

            perform(script);

            grace.send(HubTest.put(ROOM, ++lastId, "grace", "" + lastId));
            awaitAnswer(grace, lastId);
            assertNoGap(grace, seq);
            assertAllAreMessages(grace);
            grace.sayGoodbye();
        }
        newcomerIsServed();
        assertThat(ERRORS).isEmpty();
    }

    private static void newcomerIsServed() {
        try (RawClient ada = connect()) {
            ada.hello("ada");
            ada.join(ROOM);
            ada.awaitDone(ROOM);
            ada.sayGoodbye();
        }
    }

    private static RawClient connect() {
        return RawClient.to(hub).connect();
    }

    // ---- Mallory

    private static void perform(byte[] script) throws MalformedException {
        RawClient mallory = connect();
        try {
            for (int from = 0; from < script.length; ) {
                int end = from;
                while (end < script.length && script[end] != '\n') {
                    end++;
                }
                byte[] rest = Arrays.copyOfRange(script, Math.min(from + 1, end), end);
                if (script[from] == 'n') {
                    mallory.close();
                    mallory = connect();
                } else {
                    say(mallory, script[from], rest);
                }
                from = end + 1;
            }
            mallory.endSaying();
            mallory.awaitEnd(); // the hub has done all by then
            assertAllAreMessages(mallory);
        } finally {
            mallory.close();
        }
    }

    private static void say(RawClient mallory, int how, byte[] what) {
        try {
            switch (how) {
                case 'H' -> mallory.sayHello("mallory");
                case 't' -> mallory.frame(LAST | TEXT, what);
                case 'f' -> {
                    mallory.frame(TEXT, Arrays.copyOf(what, what.length / 2));
                    mallory.frame(LAST, Arrays.copyOfRange(what, what.length / 2, what.length));
                }
                case 'h' -> mallory.sendHalfFrame(what);
                case 'o' -> mallory.frame(what.length == 0 ? 0 : what[0], tail(what));
                case 'r' -> mallory.sendRaw(what);
                default -> {} // nothing to do
            }
        } catch (UncheckedIOException e) {
            // the hub has had enough of this connection
        }
    }

    private static byte[] tail(byte[] bytes) {
        return Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length);
    }

    // ---- what others see of it

    private static void awaitAnswer(RawClient grace, long id) {
        grace.awaitAll(all -> HubTest.commits(all).stream()
                        .anyMatch(commit -> commit.has("id")
                                && commit.integer("id") == id
                                && commit.text("client").equals(ClientId.of("grace")))
                || all.stream().anyMatch(m -> m.type().equals("refused") && m.integer("id") == id));
        for (Message message : grace.all()) {
            if (message.type().equals("refused")) { // Mallory may hold the key, or have filled the room
                assertThat(message.text("code")).isIn("locked", "limit");
            }
        }
    }

    private static void assertNoGap(RawClient grace, long seq) {
        long expected = seq;
        for (Message commit : HubTest.commits(grace.all())) {
            assertThat(commit.integer("seq")).isEqualTo(++expected);
        }
    }

    private static void assertAllAreMessages(RawClient client) throws MalformedException {
        for (Message message : client.all()) {
            assertThat(WireCodec.decodeHub(message.json().toString()))
                    .as("%s", message)
                    .isNotNull();
        }
    }
}
