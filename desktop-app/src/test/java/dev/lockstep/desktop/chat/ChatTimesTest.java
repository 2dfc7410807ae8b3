package dev.lockstep.desktop.chat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.HandThread;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** The days of a chat are those of the hub, and today is today. */
class ChatTimesTest {

    private static final long DAY_MILLIS = 86_400_000;

    private final HandThread thread = new HandThread();
    private Hub hub;
    private Lockstep ada;
    private ChatModel model;
    private final AtomicLong clock = new AtomicLong(System.currentTimeMillis());

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        ada = Lockstep.builder(hub.url())
                .identity(Identity.named("Ada"))
                .thread(thread)
                .connect();
        RoomPool rooms = new RoomPool(ada);
        model = new ChatModel(
                new RoomContext(rooms.take("lobby"), rooms, Settings.none(), thread, address -> {}),
                clock::get,
                thread);
        thread.await("the chat is there", () -> model.isLoaded());
    }

    @AfterEach
    void close() {
        model.close();
        ada.close();
        hub.close();
    }

    @Test
    @DisplayName("a wrong clock mixes no days: the hub says when something was said")
    void wrongClocks() {
        SharedRoom chat = ada.room("lobby/~chat");
        long now = System.currentTimeMillis();
        for (long at : new long[] {now, 0, now + 400 * DAY_MILLIS, now - 3 * DAY_MILLIS}) {
            chat.put("message/" + chat.newId(), Map.of("client", "x", "author", "x", "at", at, "text", "at " + at));
        }
        thread.await("all are of the hub's day", () -> days().equals(List.of("Today")) && messages() == 4);
    }

    @Test
    @DisplayName("today is yesterday from midnight on")
    void midnight() {
        model.send("late", "", null);
        thread.await("it was said today", () -> days().equals(List.of("Today")));
        LocalDate tomorrow = LocalDate.now(ZoneId.systemDefault()).plusDays(1);
        clock.set(tomorrow.atStartOfDay(ZoneId.systemDefault()).toInstant().toEpochMilli());
        model.dayMayHaveChanged();
        assertThat(days()).containsExactly("Yesterday");
    }

    private List<String> days() {
        return model.rows().stream()
                .filter(ChatRow.Day.class::isInstance)
                .map(row -> ((ChatRow.Day) row).words())
                .toList();
    }

    private long messages() {
        return model.rows().stream().filter(ChatRow.Message.class::isInstance).count();
    }
}
