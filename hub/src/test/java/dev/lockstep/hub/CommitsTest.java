package dev.lockstep.hub;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Limits;
import dev.lockstep.wire.ClientId;

import static org.assertj.core.api.Assertions.assertThat;

class CommitsTest extends HubTest {

    private static final String ADA = ClientId.of("ada");

    @Test
    @DisplayName("[CM19] [CM21] [CM22] a commit is told to all members as its effects, with its author's client and id")
    void changes() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");

        ada.send("{'type':'commit','room':'lobby','id':7,'ops':[{'put':'count','value':4},"
                + "{'merge':'shape/1','value':{'x':3}},{'add':'likes','by':12},{'remove':'old'}]}");

        Message commit = ada.next("changes").objects("commits").get(0);
        assertThat(grace.next("changes").objects("commits").get(0)).isEqualTo(commit);
        assertThat(commit.integer("seq")).isEqualTo(1);
        assertThat(commit.text("client")).isEqualTo(ADA);
        assertThat(commit.integer("id")).isEqualTo(7);
        assertThat(commit.integer("at")).isPositive();
        assertThat(commit.get("ops"))
                .hasToString("[{\"put\":\"count\",\"value\":4},{\"merge\":\"shape/1\",\"value\":{\"x\":3}},"
                        + "{\"put\":\"likes\",\"value\":12}]");
    }

    @Test
    @DisplayName("[CM1] [CM23] many commits are done in order, and told in fewer frames than there are commits")
    void manyInOneFrame() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        int count = 5_000;

        ada.sendAtOnce(IntStream.rangeClosed(1, count).mapToObj(i -> put("lobby", i, "count", "" + i)));
        ada.awaitDone("lobby");
        grace.awaitDone("lobby");

        List<Message> commits = commits(grace.all());
        assertThat(commits).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(commits.get(i).integer("id")).isEqualTo(i + 1);
        }
        assertThat(grace.all().stream().filter(m -> m.type().equals("changes")).count())
                .isLessThan(count / 2);
    }

    @Test
    @DisplayName("[CM25] a commit that changes nothing is answered with the present seq, and reaches nobody")
    void unchanged() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        ada.next("changes");
        grace.next("changes");

        ada.send(put("lobby", 2, "count", "1.0"));

        Message applied = ada.next("applied"); // news of presence may come before it
        assertThat(applied)
                .hasToString("{\"type\":\"applied\",\"room\":\"lobby\",\"id\":2,\"seq\":1,\"changed\":false}");
        grace.awaitDone("lobby");
        assertThat(commits(grace.rest())).isEmpty();
    }

    @Test
    @DisplayName("[CM26] a quiet commit is told as quiet, others are not")
    void quiet() {
        RawClient ada = member(start(), "ada", "lobby");

        ada.send("{'type':'commit','room':'lobby','id':1,'quiet':true,'ops':[{'put':'count','value':4}]}");
        assertThat(ada.next("changes").objects("commits").get(0).flag("quiet")).isTrue();
        ada.send(put("lobby", 2, "count", "5"));
        assertThat(ada.next("changes").objects("commits").get(0).has("quiet")).isFalse();
    }

    @Test
    @DisplayName("[CM11] [CM15] [CM16] a commit against another version is refused conflict, and nothing of it is done")
    void conflict() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));

        ada.send("{'type':'commit','room':'lobby','id':2,'ops':[{'put':'other','value':4}],"
                + "'if':[{'key':'count','version':0}]}");

        Message refused = ada.next("refused");
        assertThat(refused.text("code")).isEqualTo("conflict");
        assertThat(refused.text("key")).isEqualTo("count");
        assertThat(refused.text("message")).isNotEmpty();
        assertThat(client(hub, "grace").join("lobby").integer("seq")).isEqualTo(1);
    }

    @Test
    @DisplayName("[CM13] [CM15] a commit to a key under another's lock is refused locked, naming key and holder")
    void locked() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        RawClient grace = member(hub, "grace", "lobby");
        grace.send(lock("lobby", 1, "shape", 0));
        grace.next("granted");

        ada.send(put("lobby", 1, "shape/1", "4"));

        Message refused = ada.next("refused");
        assertThat(refused.text("code")).isEqualTo("locked");
        assertThat(refused.text("key")).isEqualTo("shape/1");
        assertThat(refused.text("message")).contains("grace");
    }

    @Test
    @DisplayName("[CM9] [CM17] [NV6] [NV7] [NV15] [NV16] what can't be done is refused with its code")
    void refusals() {
        Hub hub = start(options -> options.withLimits(new Limits(100_000, 1_000, 3, 2, 100_000, 3)));
        RawClient ada = member(hub, "ada", "lobby");
        ada.send(put("lobby", 1, "text", "'x'"));

        assertThat(refusal(ada, "[{'add':'text','by':1}]")).isEqualTo("invalid");
        assertThat(refusal(ada, "[{'put':'a//b','value':1}]")).isEqualTo("invalid");
        assertThat(refusal(ada, "[{'dance':'a'}]")).isEqualTo("invalid");
        assertThat(refusal(ada, "[{'put':'a','value':'" + "x".repeat(999) + "'}]"))
                .isEqualTo("too-large");
        assertThat(refusal(ada, "[{'put':'a','value':" + "[".repeat(65) + "]".repeat(65) + "}]"))
                .isEqualTo("too-large");
        assertThat(refusal(ada, "[{'put':'a','value':1},{'put':'b','value':1}]"))
                .isEqualTo("limit");
        assertThat(refusal(ada, "[{'put':'a','value':1},{'put':'a','value':2},{'put':'a','value':3},{'remove':'a'}]"))
                .isEqualTo("limit");
        ada.send(put("lobby", 99, "a", "1"));
        assertThat(hasCommit(ada.next("changes", m -> hasCommit(m, ADA, 99)), ADA, 99))
                .isTrue();
    }

    @Test
    @DisplayName("[CM1] refusals of nonsense keep their place among the answers")
    void nonsenseInOrder() {
        RawClient ada = member(start(), "ada", "lobby");
        ada.send(put("lobby", 1, "count", "1"));
        for (int i = 2; i < 100; i += 2) {
            ada.send("{'type':'commit','room':'lobby','id':%d,'ops':[{'dance':'a'}]}".formatted(i));
            ada.send(put("lobby", i + 1, "count", "1"));
        }
        for (int i = 2; i < 100; i += 2) {
            assertThat(ada.next("refused").integer("id")).isEqualTo(i);
            assertThat(ada.next().integer("id")).isEqualTo(i + 1);
        }
    }

    @Test
    @DisplayName("[CM27] [CM28] a request that took a seq is not done again, whatever the connection")
    void sentAgain() {
        Hub hub = start();
        RawClient ada = member(hub, "ada", "lobby");
        String add = "{'type':'commit','room':'lobby','id':1,'ops':[{'add':'count','by':1}]}";
        ada.send(add);
        ada.next("changes");
        ada.send(add);
        assertThat(ada.next().toString())
                .isEqualTo("{\"type\":\"applied\",\"room\":\"lobby\",\"id\":1,\"seq\":1,\"changed\":true}");
        ada.close();
        RawClient again = member(hub, "ada", "lobby");
        again.send(add);
        assertThat(again.next("applied").integer("seq")).isEqualTo(1);
        again.sayGoodbye();
        RawClient later = member(hub, "ada", "lobby");
        later.send(add);
        assertThat(later.next("applied").integer("seq")).isEqualTo(1);
    }

    private long id = 1;

    private String refusal(RawClient client, String ops) {
        client.send("{'type':'commit','room':'lobby','id':%d,'ops':%s}".formatted(++id, ops));
        Message refused = client.next("refused");
        assertThat(refused.integer("id")).isEqualTo(id);
        return refused.text("code");
    }
}
