package dev.lockstep.hub;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorsOnTheWireTest extends HubTest {

    private static final String ADA = ClientId.of("ada");
    private static final String GRACE = ClientId.of("grace");

    @Test
    @DisplayName("[AU1] [AU3] a newcomer is told who made and changed what, with their names once a frame")
    void snapshot() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(put("lobby", 1, "a", "1"));
        ada.send(put("lobby", 2, "b", "1"));
        ada.awaitDone("lobby");
        grace.send(put("lobby", 1, "a", "2"));
        grace.awaitDone("lobby");

        RawClient linus = client(hub, "linus");
        linus.send("{'type':'join','room':'lobby'}");
        Message snapshot = linus.next("snapshot");

        assertThat(snapshot.objects("entries"))
                .extracting(Message::toString)
                .containsExactlyInAnyOrder(
                        "{\"key\":\"a\",\"value\":2,\"version\":3,\"created\":1,\"by\":\"" + ADA + "\",\"changedBy\":\""
                                + GRACE + "\"}",
                        "{\"key\":\"b\",\"value\":1,\"version\":2,\"created\":2,\"by\":\"" + ADA + "\"}");
        assertThat(snapshot.object("authors").text(ADA)).isEqualTo("ada");
        assertThat(snapshot.object("authors").text(GRACE)).isEqualTo("grace");
    }

    @Test
    @DisplayName("[AU4] the first commit of an author is told with the name, later ones are not")
    void changes() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");

        ada.send(put("lobby", 1, "a", "1"));
        assertThat(ada.next("changes").object("authors").text(ADA)).isEqualTo("ada");
        ada.send(put("lobby", 2, "a", "2"));
        assertThat(ada.next("changes").has("authors")).isFalse();

        RawClient back = client(hub, "grace");
        back.send("{'type':'join','room':'lobby','since':{'epoch':'" + epoch(ada) + "','seq':1}}");
        assertThat(back.next("changes").object("authors").text(ADA)).isEqualTo("ada");
    }

    @Test
    @DisplayName("[AU5] a signal tells who sent it, whatever it says of itself")
    void signal() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");

        ada.send("{'type':'signal','room':'lobby','client':'" + GRACE + "','value':{'by':'grace'}}");

        assertThat(grace.next("signal").text("client")).isEqualTo(ADA);
    }

    @Test
    @DisplayName("[RU8] rules are told to members and newcomers, and a commit against one is refused")
    void rules() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");

        ada.send("{'type':'rules','room':'lobby','id':1,'rules':[{'prefix':'message','who':'creator'}]}");
        String told = "[{\"prefix\":\"message\",\"who\":\"creator\"}]";
        assertThat(grace.next("changes").objects("commits").get(0).get("rules")).hasToString(told);
        assertThat(ada.next("applied").flag("changed")).isTrue();

        ada.send(put("lobby", 2, "message/1", "1"));
        ada.awaitDone("lobby");
        grace.send(put("lobby", 1, "message/1", "2"));
        assertThat(grace.next("refused").text("code")).isEqualTo("forbidden");

        RawClient linus = client(hub, "linus");
        linus.send("{'type':'join','room':'lobby'}");
        assertThat(linus.next("joined").get("rules")).hasToString(told);

        linus.send("{'type':'rules','room':'lobby','id':1,'rules':[{'prefix':'x','who':'everybody'}]}");
        assertThat(linus.next("refused").text("code")).isEqualTo("invalid");
    }

    private static String epoch(RawClient client) {
        return client.all().stream()
                .filter(message -> message.type().equals("joined"))
                .findFirst()
                .orElseThrow()
                .text("epoch");
    }
}
