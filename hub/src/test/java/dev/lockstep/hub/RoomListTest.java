package dev.lockstep.hub;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.wire.Bounds;

import static org.assertj.core.api.Assertions.assertThat;

/** What a hub tells of its rooms to those who ask. */
class RoomListTest extends HubTest {

    @Test
    @DisplayName("[RL1] all rooms are told with their members, also those that rest in the journal")
    void all() {
        MemoryJournal journal = new MemoryJournal();
        Hub before = start(options -> options, journal);
        RawClient kept = member(before, "ada", "kept");
        kept.send(put("kept", 1, "count", "1"));
        kept.awaitDone("kept");
        before.close();
        Hub hub = start(options -> options, journal);
        member(hub, "ada", "lobby");
        member(hub, "grace", "lobby");

        RawClient watcher = client(hub, "linus");
        watcher.send("{'type':'rooms'}");

        assertThat(told(watcher.next("rooms"))).containsEntry("lobby", 2L).containsEntry("kept", 0L);
    }

    @Test
    @DisplayName("[RL1] a list of thousands comes in parts, the last of which says so")
    void parts() {
        MemoryJournal journal = new MemoryJournal();
        Hub before = start(options -> options.withBounds(Bounds.DEFAULT.withQuotas(Bounds.Quotas.NONE)), journal);
        RawClient ada = client(before, "ada");
        for (int i = 0; i < 1_001; i++) {
            ada.send("{'type':'join','room':'r" + i + "'}");
            ada.send(put("r" + i, 1, "count", "1"));
            ada.send("{'type':'leave','room':'r" + i + "'}");
        }
        for (int i = 0; i < 1_001; i++) {
            ada.next("left");
        }
        before.close();

        RawClient watcher = client(start(options -> options, journal), "linus");
        watcher.send("{'type':'rooms'}");
        Message first = watcher.next("rooms");
        Message second = watcher.next("rooms");

        assertThat(first.flag("more")).isTrue();
        assertThat(second.flag("more")).isFalse();
        assertThat(told(first).size() + told(second).size()).isEqualTo(1_001);
    }

    @Test
    @DisplayName("[RL2] who enters and leaves is told, and a room that is new")
    void news() {
        Hub hub = start();
        RawClient watcher = client(hub, "linus");
        watcher.send("{'type':'rooms'}");
        assertThat(told(watcher.next("rooms"))).isEmpty();

        RawClient ada = member(hub, "ada", "lobby");
        assertThat(told(watcher.next("rooms"))).containsExactly(Map.entry("lobby", 1L));

        ada.send("{'type':'leave','room':'lobby'}");
        assertThat(told(watcher.next("rooms"))).containsExactly(Map.entry("lobby", 0L));
    }

    @Test
    @DisplayName("[RL3] who doesn't want to know any more is told nothing more")
    void unwatch() {
        Hub hub = start();
        RawClient other = client(hub, "grace");
        other.send("{'type':'rooms'}");
        other.next("rooms");
        RawClient watcher = client(hub, "linus");
        watcher.send("{'type':'rooms'}");
        watcher.next("rooms");
        watcher.send("{'type':'rooms','watch':false}");
        watcher.join("aside"); // by then the hub has read it
        other.next("rooms");

        member(hub, "ada", "lobby");
        other.next("rooms"); // by then all have been told

        watcher.send("{'type':'leave','room':'aside'}");
        watcher.next("left");
        assertThat(watcher.all().stream().filter(m -> m.type().equals("rooms"))).hasSize(1);
    }

    private static Map<String, Long> told(Message rooms) {
        Map<String, Long> told = new LinkedHashMap<>();
        rooms.objects("rooms").forEach(room -> told.put(room.text("room"), room.integer("members")));
        return told;
    }
}
