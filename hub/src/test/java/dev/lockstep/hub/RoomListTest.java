package dev.lockstep.hub;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.disk.UserSecret;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientId;

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

    private RawClient host(Hub hub) throws IOException {
        RawClient host = connect(hub);
        host.send(hello("ada", "'token':'" + UserSecret.get() + "'"));
        host.next("welcome");
        return host;
    }

    private static void makePrivate(RawClient host, String room, String admitted) {
        setAccess(
                host,
                room,
                77,
                "'everyone':'none','clients':[{'client':'" + ClientId.of(admitted) + "','role':'editor'}]");
        host.next("changes", message -> message.text().contains("\"everyone\":\"none\""));
    }

    private static void setAccess(RawClient host, String room, long id, String change) {
        host.send("{'type':'access','room':'" + room + "','id':" + id + "," + change + "}");
    }

    private List<String> listed(RawClient client) {
        client.send("{'type':'rooms'}");
        return List.copyOf(told(client.next("rooms")).keySet());
    }

    @Test
    @DisplayName(
            "[RL4] a private room and its parts are listed for nobody but those who may come in, after a restart too")
    void privateRooms() throws IOException {
        MemoryJournal journal = new MemoryJournal();
        Hub hub = start(options -> options, journal);
        RawClient host = host(hub);
        host.join("secret");
        host.send(put("secret", 1, "a", "1"));
        host.join("secret/~chat");
        host.send(put("secret/~chat", 1, "a", "1"));
        host.awaitDone("secret/~chat");
        host.join("open");
        host.send(put("open", 1, "a", "1"));
        host.awaitDone("open");
        RawClient linus = client(hub, "linus");
        RawClient grace = client(hub, "grace");
        assertThat(listed(linus)).contains("secret", "secret/~chat", "open");
        assertThat(listed(grace)).contains("secret", "secret/~chat");

        makePrivate(host, "secret", "grace");

        Message gone = linus.next("rooms", message -> message.has("gone"));
        assertThat(gone.text()).contains("\"secret\"", "\"secret/~chat\"");
        assertThat(listed(linus)).contains("open").doesNotContain("secret", "secret/~chat");
        assertThat(listed(grace)).contains("open", "secret", "secret/~chat");
        assertThat(grace.all().stream().filter(message -> message.has("gone"))).isEmpty();
        host.close();
        hub.close();

        Hub again = start(options -> options, journal);
        assertThat(listed(client(again, "linus"))).contains("open").doesNotContain("secret", "secret/~chat");
        assertThat(listed(client(again, "grace"))).contains("open", "secret", "secret/~chat");
        assertThat(listed(host(again))).contains("open", "secret", "secret/~chat");
    }

    @Test
    @DisplayName(
            "[RL4] who never knew of a private room learns nothing of it, and a deleted room is gone for all who knew it")
    void neverKnown() throws IOException {
        Hub hub = start(options -> options, new MemoryJournal());
        RawClient host = host(hub);
        host.join("secret");
        host.send(put("secret", 1, "a", "1"));
        host.awaitDone("secret");
        makePrivate(host, "secret", "grace");
        host.join("plain");
        host.send(put("plain", 1, "a", "1"));
        host.awaitDone("plain");
        RawClient linus = client(hub, "linus");
        assertThat(listed(linus)).doesNotContain("secret");
        RawClient grace = client(hub, "grace");
        assertThat(listed(grace)).contains("secret");

        grace.join("secret");
        setAccess(host, "secret", 78, "'clients':[{'client':'" + ClientId.of("grace") + "','role':null}]");
        grace.next("rooms", message -> message.has("gone"));
        host.send("{'type':'delete','room':'secret'}");
        host.next("deleted");
        host.send("{'type':'delete','room':'plain'}");
        linus.next("rooms", message -> message.has("gone"));
        linus.join("~log");
        assertThat(linus.all().stream().map(Message::text))
                .noneMatch(text -> text.contains("secret"))
                .anyMatch(text -> text.contains("a private room"));
    }

    private static Map<String, Long> told(Message rooms) {
        Map<String, Long> told = new LinkedHashMap<>();
        rooms.objects("rooms").forEach(room -> told.put(room.text("room"), room.integer("members")));
        return told;
    }
}
