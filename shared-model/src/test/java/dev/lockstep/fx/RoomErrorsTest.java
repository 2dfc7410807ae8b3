package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import com.google.gson.JsonParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.Subscription;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Entries that can't be read, written by others as fast as a hub takes them. */
class RoomErrorsTest {

    private static final Json LONG = Json.of("x".repeat(200_000));

    private final Logger logger = Logger.getLogger(SharedRoom.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final RoomErrors errors = new RoomErrors("lobby");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logRecord) {
            logged.add(logRecord);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    @DisplayName("the first are logged, then ever fewer, each with a little of the value")
    void log() {
        for (int i = 0; i < 10_000; i++) {
            errors.unreadable("k" + i, LONG, new JsonParseException("not a number"));
        }
        assertThat(logged).hasSizeBetween(20, 40);
        assertThat(logged)
                .allSatisfy(line ->
                        assertThat(line.getThrown().getMessage().length()).isLessThan(300));
        assertThat(logged.get(0).getThrown()).hasMessageContaining("the entry k0 is not what this program expects");
    }

    @Test
    @DisplayName("a program that handles errors hears of each, and nothing is logged")
    void handled() {
        List<RuntimeException> heard = new ArrayList<>();
        Subscription subscription = errors.add(heard::add);
        errors.unreadable("a", LONG, new JsonParseException("not a number"));
        errors.unreadable("b", Json.of(1), new JsonParseException("not a text"));
        subscription.close();
        assertThat(heard).hasSize(2);
        assertThat(logged).isEmpty();
    }
}
