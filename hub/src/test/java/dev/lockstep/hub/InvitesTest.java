package dev.lockstep.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.disk.UserSecret;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.model.Role;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.HubRooms;
import dev.lockstep.wire.HubRooms.BanEntry;
import dev.lockstep.wire.HubRooms.InviteEntry;
import dev.lockstep.wire.Protocol;

import static org.assertj.core.api.Assertions.assertThat;

/** Who comes in by invites that hosts make, and is sent away by them. */
class InvitesTest extends HubTest {

    private static final String SECRET = "a secret of 128 bits";
    private static final int FORBIDDEN = Protocol.Close.FORBIDDEN.code();

    @TempDir
    Path data;

    private Hub hub;
    private RawClient host;
    private long id;

    @BeforeEach
    void begin() throws IOException {
        hub = start(options -> options, journal());
        host = host();
    }

    private SqliteJournal journal() {
        return SqliteJournal.open(data, "the test", Retention.DEFAULT);
    }

    private RawClient host() throws IOException {
        RawClient client = connect(hub);
        client.send(hello("ada", "'token':'" + UserSecret.get() + "'"));
        client.next("welcome");
        client.join(HubRooms.ADMISSION);
        return client;
    }

    private static InviteEntry invite(Role role, String room, long until, long uses) {
        return new InviteEntry(HubRooms.hash(SECRET), role, room, "for the test", until, uses, 0, false);
    }

    private void set(String key, String value) {
        host.send(put(HubRooms.ADMISSION, ++id, key, value.replace('"', '\'')));
        long done = id;
        host.next("changes", message -> hasCommit(message, ClientId.of("ada"), done));
    }

    private void set(String invite, InviteEntry entry) {
        set("invite/" + invite, entry.toJson().toString());
    }

    /** Somebody who knows the invite {@code invite} with {@code secret}; has said so. */
    private RawClient guest(String name, String invite, String secret) {
        RawClient client = connect(hub);
        client.send(hello(name, "'invite':'" + invite + "." + secret + "'"));
        return client;
    }

    private void assertRefused(RawClient client, String why) {
        client.awaitEnd();
        assertThat(client.closeCode()).isEqualTo(FORBIDDEN);
        assertThat(client.closeReason()).contains(why);
    }

    @Test
    @DisplayName("[IN1] [IN2] [RO13] who knows an invite is in, with its role, and again when it comes back")
    void comesIn() {
        set("i1", invite(Role.VIEWER, "", 0, 1));
        RawClient grace = guest("grace", "i1", SECRET);
        grace.next("welcome");
        Message joined = grace.join("lobby");
        assertThat(joined.objects("members"))
                .singleElement()
                .satisfies(member -> assertThat(member.text("invitedAs")).isEqualTo("viewer"));
        assertThat(joined.text("role")).isEqualTo("viewer");
        assertThat(joined.text("invitedAs")).isEqualTo("viewer");
        grace.send(put("lobby", 1, "count", "1"));
        assertThat(grace.next("refused").text("code")).isEqualTo("forbidden");
        grace.close();

        RawClient again = guest("grace", "i1", SECRET);
        again.next("welcome");
        assertThat(again.join("lobby").text("role")).isEqualTo("viewer");
    }

    @Test
    @DisplayName(
            "[RO13] an invite for all rooms lets nobody into a private room, nor stay when it becomes one; one for the room does")
    void privateRooms() {
        set("all", invite(Role.EDITOR, "", 0, 0));
        set("this", invite(Role.EDITOR, "lobby", 0, 0));
        host.join("lobby");
        RawClient grace = guest("grace", "all", SECRET);
        grace.next("welcome");
        grace.join("lobby");
        host.send("{'type':'access','room':'lobby','id':900,'everyone':'none'}");
        assertThat(grace.next("error").text("code")).isEqualTo("not-admitted");
        grace.next("left");
        grace.send("{'type':'join','room':'lobby'}");
        assertThat(grace.next("error").text("code")).isEqualTo("not-admitted");

        RawClient linus = guest("linus", "this", SECRET);
        linus.next("welcome");
        assertThat(linus.join("lobby").text("role")).isEqualTo("editor");
    }

    @Test
    @DisplayName("[IN3] an unknown, wrong, expired, used or revoked invite each says so")
    void refused() {
        set("once", invite(Role.EDITOR, "", 0, 1));
        set("late", invite(Role.EDITOR, "", System.currentTimeMillis() - 1, 0));
        set("ended", invite(Role.EDITOR, "", 0, 0).revokedNow());
        set("broken", "{'role':'emperor'}");
        guest("grace", "once", SECRET).next("welcome");

        assertRefused(guest("linus", "once", SECRET), "used already");
        assertRefused(guest("linus", "late", SECRET), "expired");
        assertRefused(guest("linus", "ended", SECRET), "revoked");
        assertRefused(guest("linus", "once", "another secret"), "not known");
        assertRefused(guest("linus", "never", SECRET), "not known");
        assertRefused(guest("linus", "broken", SECRET), "not known");
        assertRefused(guest("linus", "", ""), "not known");
    }

    @Test
    @DisplayName("[IN4] what is stored of an invite counts after a restart: who came, and how often")
    void restarted() throws IOException {
        set("i1", invite(Role.EDITOR, "", 0, 1));
        guest("grace", "i1", SECRET).next("welcome");
        hub.close();

        hub = start(options -> options, journal());
        assertRefused(guest("linus", "i1", SECRET), "used already");
        guest("grace", "i1", SECRET).next("welcome");
    }

    @Test
    @DisplayName("[IN5] whose invite is revoked is put out, and whose invite gets another role comes back with it")
    void changed() {
        InviteEntry entry = invite(Role.EDITOR, "", 0, 0);
        set("i1", entry);
        RawClient grace = guest("grace", "i1", SECRET);
        grace.next("welcome");
        set("i1", invite(Role.VIEWER, "", 0, 0));
        grace.awaitEnd();
        assertThat(grace.closeCode()).isEqualTo(Protocol.Close.GOING_AWAY.code());
        RawClient again = guest("grace", "i1", SECRET);
        again.next("welcome");
        assertThat(again.join("lobby").text("role")).isEqualTo("viewer");

        set("i1", entry.revokedNow());
        assertRefused(again, "revoked");
        assertRefused(guest("grace", "i1", SECRET), "revoked");
    }

    @Test
    @DisplayName("[IN6] [RO13] an invite for one room lets into that room and its parts, and into no other")
    void oneRoom() {
        set("i1", invite(Role.EDITOR, "meeting", 0, 0));
        RawClient grace = guest("grace", "i1", SECRET);
        grace.next("welcome");
        assertThat(grace.join("meeting").text("role")).isEqualTo("editor");
        assertThat(grace.join("meeting/~chat").text("role")).isEqualTo("editor");
        assertThat(grace.join("~people").text("role")).isEqualTo("viewer");
        for (String room : new String[] {"lobby", "lobby/~chat", "meeting2"}) {
            grace.send("{'type':'join','room':'" + room + "'}");
            assertThat(grace.next("error").text("code")).isEqualTo("not-admitted");
        }
    }

    @Test
    @DisplayName("[IN7] nobody but hosts is in the room of invites, whatever they ask, and nobody deletes it")
    void guarded() {
        set("i1", invite(Role.HOST, "", 0, 0));
        RawClient grace = guest("grace", "i1", SECRET);
        grace.next("welcome");
        assertThat(grace.join("lobby").text("role")).isEqualTo("host");
        grace.send("{'type':'join','room':'~hub'}");
        assertThat(grace.next("error").text("code")).isEqualTo("not-admitted");
        host.send("{'type':'access','room':'~hub','id':" + ++id + ",'everyone':'host'}");
        assertThat(host.next("refused").text("code")).isEqualTo("invalid");
        host.send("{'type':'delete','room':'~hub'}");
        assertThat(host.next("error").text("code")).isEqualTo("not-joined");
    }

    @Test
    @DisplayName("[IN8] who is banned is put out and not let in until that is over, by token or invite; a host is not")
    void banned() {
        RawClient grace = client(hub, "grace");
        grace.join("lobby");
        set("ban/" + ClientId.of("grace"), new BanEntry("Grace", 0).toJson().toString());
        assertRefused(grace, "sent you away");
        RawClient again = connect(hub);
        again.sayHello("grace");
        assertRefused(again, "sent you away");

        set("ban/" + ClientId.of("grace"), new BanEntry("Grace", 1).toJson().toString());
        RawClient allowed = connect(hub);
        allowed.hello("grace");
        set("ban/" + ClientId.of("ada"), new BanEntry("Ada", 0).toJson().toString());
        assertThat(host.join("lobby").flag("hostsHub")).isTrue();
    }

    @Test
    @DisplayName("[IN9] the keys of the log are in order in every language")
    void otherDigits() {
        RawClient grace = member(hub, "grace", HubRooms.LOG);
        String ban = new BanEntry("Nobody", 0).toJson().toString().replace('"', '\'');
        String sent = put(HubRooms.ADMISSION, ++id, "ban/nobody", ban);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            host.send(sent);
            assertThat(grace.next("changes").toString()).containsPattern("deed/[0-9]{12}\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @DisplayName("[IN9] what hosts do stands in a room that everybody reads and nobody writes")
    void recorded() {
        RawClient grace = member(hub, "grace", HubRooms.LOG);
        host.join("lobby");
        set("i1", invite(Role.EDITOR, "", 0, 0));
        set("i1", invite(Role.EDITOR, "", 0, 0).revokedNow());
        set("ban/nobody", new BanEntry("Nobody", 0).toJson().toString());
        host.send("{'type':'access','room':'lobby','id':" + ++id + ",'everyone':'viewer'}");
        host.send("{'type':'delete','room':'lobby'}");

        List<String> deeds =
                List.of("invite", "revoke", "ban", "access", "delete"); // of several rooms, in whatever order
        grace.awaitAll(messages -> deeds.stream()
                .allMatch(deed -> commits(messages).stream()
                        .anyMatch(commit -> commit.toString().contains("\"name\":\"ada\",\"deed\":\"" + deed + "\""))));
        grace.send(put(HubRooms.LOG, 1, "deed/1", "1"));
        assertThat(grace.next("refused").text("code")).isEqualTo("forbidden");
    }
}
