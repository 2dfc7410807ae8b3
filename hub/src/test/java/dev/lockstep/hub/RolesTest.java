package dev.lockstep.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.disk.UserSecret;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what in rooms, and in their parts. */
class RolesTest extends HubTest {

    @TempDir
    Path data;

    private Hub hub;
    private RawClient host;
    private RawClient grace;
    private long id = 100;

    @BeforeEach
    void begin() throws IOException {
        hub = start(options -> options, journal());
        host = host();
        host.join("lobby");
        grace = member(hub, "grace", "lobby");
    }

    private SqliteJournal journal() {
        return SqliteJournal.open(data, "the test", Retention.DEFAULT);
    }

    private RawClient host() throws IOException {
        RawClient client = connect(hub);
        client.send(hello("ada", "'token':'" + UserSecret.get() + "'"));
        client.next("welcome");
        return client;
    }

    /** The host changes roles in the lobby, and sees that it is done. */
    private void set(String change) {
        host.send("{'type':'access','room':'lobby','id':" + ++id + "," + change + "}");
        long done = id;
        host.next("changes", message -> hasCommit(message, ClientId.of("ada"), done));
    }

    private static String role(String client, String role) {
        return "'clients':[{'client':'" + ClientId.of(client) + "','role':" + role + "}]";
    }

    /** What comes of writing {@code key}: {@code changes} or {@code refused}. */
    private Message put(RawClient client, String name, String room, String key) {
        long own = ++id;
        client.send(put(room, own, key, "" + own));
        return client.nextThat(
                "an answer",
                message -> (message.type().equals("refused") && message.integer("id") == own)
                        || (message.type().equals("changes") && hasCommit(message, ClientId.of(name), own)));
    }

    @Test
    @DisplayName("[RO2] [RO11] a viewer is told so, and what it writes is refused; made an editor it writes again")
    void viewer() {
        set("'everyone':'viewer'");
        assertThat(grace.next("changes")
                        .objects("commits")
                        .get(0)
                        .object("access")
                        .text("everyone"))
                .isEqualTo("viewer");

        Message refused = put(grace, "grace", "lobby", "count");
        assertThat(refused.text("code")).isEqualTo("forbidden");
        assertThat(refused.text("key")).isEqualTo("count");
        assertThat(client(hub, "linus").join("lobby").text("role")).isEqualTo("viewer");

        set(role("grace", "'editor'"));
        assertThat(put(grace, "grace", "lobby", "count").type()).isEqualTo("changes");
    }

    @Test
    @DisplayName(
            "[RO4] [RO6] whoever hosts the hub hosts each room, and who is made a host changes roles and breaks locks")
    void hosts() {
        assertThat(host.join("another").flag("hostsHub")).isTrue();
        grace.join("hers");
        grace.send("{'type':'access','room':'hers','id':" + ++id + ",'everyone':'viewer'}");
        assertThat(grace.next("changes")
                        .objects("commits")
                        .get(0)
                        .object("access")
                        .objects("clients"))
                .extracting(client -> client.text("client") + " " + client.text("role") + " " + client.text("name"))
                .containsExactly(ClientId.of("grace") + " host grace"); // she was the first there
        grace.send("{'type':'access','room':'lobby','id':" + ++id + ",'everyone':'host'}");
        assertThat(grace.next("refused").text("code")).isEqualTo("forbidden");
        set(role("grace", "'host'"));
        grace.next("changes");
        RawClient linus = member(hub, "linus", "lobby");
        linus.send(lock("lobby", ++id, "shape/1", 0));
        long fence = linus.next("granted").integer("fence");
        grace.send(unlock("lobby", ++id, fence));
        assertThat(linus.next("lost").text("reason")).isEqualTo("broken");
    }

    @Test
    @DisplayName("[RO8] who has no role may not join, and who loses theirs is put out")
    void none() {
        set("'everyone':'none'," + role("grace", "'editor'"));
        RawClient linus = client(hub, "linus");
        linus.send("{'type':'join','room':'lobby'}");
        Message error = linus.next("error");
        assertThat(error.text("code")).isEqualTo("not-admitted");
        assertThat(error.text("room")).isEqualTo("lobby");
        linus.send(put("lobby", 1, "count", "1"));
        assertThat(linus.next("refused").text("code")).isEqualTo("not-joined");

        assertThat(put(grace, "grace", "lobby", "count").type()).isEqualTo("changes");
        set(role("grace", "null"));
        assertThat(grace.next("error").text("code")).isEqualTo("not-admitted");
        assertThat(grace.next("left").text("room")).isEqualTo("lobby");
        grace.send(put("lobby", ++id, "count", "2"));
        assertThat(grace.next("refused").text("code")).isEqualTo("not-joined");
        assertThat(grace.join("another").text("role")).isEqualTo("editor");

        set(role("grace", "'viewer'"));
        assertThat(grace.join("lobby").text("role")).isEqualTo("viewer");
    }

    @Test
    @DisplayName("[RO9] the parts of a room go by its roles: those that are open at once, others when they are opened")
    void parts() {
        grace.join("lobby/~chat");
        grace.join("lobby/~data/1");
        set("'everyone':'viewer','writers':[{'prefix':'~chat','role':'viewer'}]");
        grace.next("changes", message -> message.text("room").equals("lobby/~data/1"));

        assertThat(put(grace, "grace", "lobby/~chat", "message/1").type()).isEqualTo("changes");
        assertThat(put(grace, "grace", "lobby/~data/1", "rows/1").text("code")).isEqualTo("forbidden");
        Message joined = grace.join("lobby/~chat/+1");
        assertThat(joined.object("access").objects("writers"))
                .singleElement()
                .satisfies(writer -> assertThat(writer.text("prefix")).isEmpty());
        grace.join("lobby/~board");
        assertThat(put(grace, "grace", "lobby/~board", "image/1").text("code")).isEqualTo("forbidden");
        host.join("lobby/~board");
        host.send("{'type':'access','room':'lobby/~board','id':" + ++id + ",'everyone':'editor'}");
        assertThat(host.next("refused").text("code")).isEqualTo("invalid");
    }

    @Test
    @DisplayName("[RO8] [RO9] nobody is in a part of a room that they may not be in")
    void privateParts() {
        grace.join("lobby/~chat");
        set("'everyone':'none'");
        grace.next("left", message -> message.text("room").equals("lobby/~chat"));
        RawClient linus = client(hub, "linus");
        linus.send("{'type':'join','room':'lobby/~chat'}");
        assertThat(linus.next("error").text("code")).isEqualTo("not-admitted");
    }

    @Test
    @DisplayName("[RO10] a viewer is seen, and neither signals nor makes others refresh")
    void passing() {
        set("'everyone':'viewer'");
        grace.send("{'type':'signal','room':'lobby','value':1}");
        assertThat(grace.next("error").text("code")).isEqualTo("forbidden");
        grace.send("{'type':'refresh','room':'lobby','keys':['a']}");
        assertThat(grace.next("error").text("code")).isEqualTo("forbidden");
        grace.send("{'type':'presence','room':'lobby','value':7}");
        host.next(
                "presence",
                message -> message.objects("members").stream()
                        .anyMatch(m -> m.get("value").toString().equals("7")));
        assertThat(host.all()).noneMatch(message -> message.type().equals("signal"));
    }

    @Test
    @DisplayName(
            "[RO9] [RO11] after a restart the roles are what they were, and the first who comes into a part meets them")
    void restarted() throws IOException {
        grace.join("lobby/~chat");
        assertThat(put(grace, "grace", "lobby/~chat", "message/1").type()).isEqualTo("changes");
        set("'everyone':'none'," + role("grace", "'viewer'"));
        hub.close();

        hub = start(options -> options, journal());
        RawClient linus = client(hub, "linus");
        linus.send("{'type':'join','room':'lobby/~chat'}");
        assertThat(linus.next("error").text("code")).isEqualTo("not-admitted");
        RawClient again = member(hub, "grace", "lobby/~chat");
        assertThat(put(again, "grace", "lobby/~chat", "message/2").text("code")).isEqualTo("forbidden");
    }

    @Test
    @DisplayName("[RO8] who is put out is sent nothing that was done after that, though it came at the same moment")
    void nothingMore() {
        String out = "{'type':'access','room':'lobby','id':" + ++id + "," + role("grace", "'none'") + "}";
        String secret = put("lobby", ++id, "secret", "1");
        long done = id;
        host.sendAtOnce(Stream.of(out, secret));
        host.next("changes", message -> hasCommit(message, ClientId.of("ada"), done));
        assertThat(grace.next("error").text("code")).isEqualTo("not-admitted");
        grace.next("left");
        assertThat(grace.all().toString()).doesNotContain("secret");
    }

    @Test
    @DisplayName(
            "[RO12] changes of roles that come faster than people make them are refused, but to whoever hosts the hub")
    void tooOften() {
        set(role("grace", "'host'"));
        for (int i = 0; i < 40; i++) {
            grace.send("{'type':'access','room':'lobby','id':" + ++id + ",'everyone':'"
                    + (i % 2 == 0 ? "viewer" : "editor") + "'}");
        }
        assertThat(grace.next("refused").text("code")).isEqualTo("rate");
        set(role("grace", "'viewer'"));
    }

    @Test
    @DisplayName("[RO12] who asks in vain for other roles keeps no host from changing them")
    void inVain() {
        set(role("linus", "'host'"));
        RawClient linus = member(hub, "linus", "lobby");
        for (int i = 0; i < 60; i++) {
            grace.send("{'type':'access','room':'lobby','id':" + ++id + ",'everyone':'host'}");
        }
        long last = id;
        grace.next("refused", message -> message.integer("id") == last);
        long own = ++id;
        linus.send("{'type':'access','room':'lobby','id':" + own + ",'everyone':'viewer'}");
        linus.next("changes", message -> hasCommit(message, ClientId.of("linus"), own));
    }

    @Test
    @DisplayName("[RO9] a private room that is deleted lets nobody into its parts meanwhile, nor leaves one behind")
    void deleted() {
        set("'everyone':'none'");
        grace.next("left");
        host.join("lobby/~chat");
        put(host, "ada", "lobby/~chat", "message/1");
        host.send("{'type':'delete','room':'lobby'}");
        assertThat(host.next("deleted").integer("rooms")).isEqualTo(2);
        assertThat(grace.join("lobby/~chat").integer("seq")).isZero();
    }
}
