package dev.lockstep.hub;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.Pairing;
import dev.lockstep.client.PairingWords;
import dev.lockstep.disk.UserSecret;
import dev.lockstep.model.Role;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.HubRooms;
import dev.lockstep.wire.HubRooms.CodeEntry;
import dev.lockstep.wire.HubRooms.PairEntry;
import dev.lockstep.wire.Protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who is let in by hosts: by six digits, or by words that were said over the phone. */
class PairingTest extends HubTest {

    private static final PairingWords WORDS = PairingWords.of("aardvark abandoned abbreviate zucchini zombie yearbook");

    private static final PairingWords WRONG =
            new PairingWords(WORDS.code(), "yearbook-zombie-zucchini-abandoned-aardvark");

    private Hub hub;
    private RawClient host;
    private long id;

    @BeforeEach
    void begin() throws IOException {
        hub = start(options -> options.withToken("a token of the hub"));
        host = connect(hub);
        host.send(hello("ada", "'token':'" + UserSecret.get() + "'"));
        host.next("welcome");
    }

    private void hostLooks() {
        host.join(HubRooms.ADMISSION);
    }

    private void set(String key, String value) {
        host.send(put(HubRooms.ADMISSION, ++id, key, value.replace('"', '\'')));
        long done = id;
        host.next("changes", message -> hasCommit(message, ClientId.of("ada"), done));
    }

    /** What hosts see next of somebody who asks. */
    private Seen nextAsking() {
        Message changes = host.next(
                "changes", message -> message.objects("commits").stream().anyMatch(PairingTest::isAsking));
        Message op = changes.objects("commits").stream()
                .filter(PairingTest::isAsking)
                .findFirst()
                .orElseThrow()
                .objects("ops")
                .get(0);
        PairEntry entry = PairEntry.read(op.get("value"));
        assertThat(entry).isNotNull();
        return new Seen(op.text("put"), entry);
    }

    private record Seen(String key, PairEntry entry) {}

    private static boolean isAsking(Message commit) {
        return commit.objects("ops").stream()
                .anyMatch(op -> op.has("put") && op.text("put").startsWith(HubRooms.PAIRS + "/"));
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertTurnedAway(CompletionStage<Pairing.LetIn> result, String why) {
        assertThatThrownBy(() -> await(result))
                .cause()
                .isInstanceOf(Pairing.TurnedAwayException.class)
                .hasMessageContaining(why);
    }

    @Test
    @DisplayName(
            "[PA1] [PA2] [PA3] [PA4] [PA5] host and guest see the same digits, and whoever is let in comes in with their role")
    void digits() {
        hostLooks();
        CompletableFuture<String> shown = new CompletableFuture<>();
        try (Pairing pairing = Pairing.byDigits(hub.url(), Identity.named("Grace"), shown::complete)) {
            Seen asking = nextAsking();
            assertThat(asking.entry().name()).isEqualTo("Grace");
            assertThat(asking.entry().address()).isEqualTo("127.0.0.1");
            assertThat(asking.entry().digits()).isEqualTo(await(shown)).hasSize(6);

            set(asking.key(), asking.entry().answered(Role.VIEWER).toJson().toString());
            Pairing.LetIn letIn = await(pairing.result());
            assertThat(letIn.hub()).isEqualTo(hub.identity());
            assertThat(role(letIn)).isEqualTo("viewer");
        }
    }

    /** That whoever was let in has, by the library. */
    private String role(Pairing.LetIn letIn) {
        RawClient grace = connect(hub);
        grace.send(hello("grace", "'invite':'" + letIn.token().substring("invite:".length()) + "'"));
        grace.next("welcome");
        String role = grace.join("lobby").text("role");
        grace.close();
        return role;
    }

    @Test
    @DisplayName(
            "[PA3] somebody in between, who poses as the hub to the guest and as the guest to the hub, shows them different digits")
    void inBetween() throws IOException {
        hostLooks();
        try (Hub posing = start(options -> options.withToken("a token of Mallory's"));
                RawClient mallory = connect(posing)) {
            mallory.send(hello("mallory", "'token':'" + UserSecret.get() + "'"));
            mallory.next("welcome");
            mallory.join(HubRooms.ADMISSION);
            CompletableFuture<String> seenByGuest = new CompletableFuture<>();
            try (Pairing guest = Pairing.byDigits(posing.url(), Identity.named("Grace"), seenByGuest::complete);
                    Pairing relayed = Pairing.byDigits(hub.url(), Identity.named("Grace"), digits -> {})) {
                String seenByHost = nextAsking().entry().digits();
                assertThat(await(seenByGuest)).isNotEqualTo(seenByHost);
                assertThat(guest.result().toCompletableFuture()).isNotDone();
                assertThat(relayed.result().toCompletableFuture()).isNotDone();
            }
        }
    }

    @Test
    @DisplayName("[PA5] the library comes in with what it was given")
    void library() {
        hostLooks();
        Pairing.LetIn letIn;
        try (Pairing pairing = Pairing.byDigits(hub.url(), Identity.named("Grace"), digits -> {})) {
            Seen asking = nextAsking();
            set(asking.key(), asking.entry().answered(Role.EDITOR).toJson().toString());
            letIn = await(pairing.result());
        }
        Identity grace = Identity.named("Grace").withToken(letIn.token());
        try (HubConnection connection = HubConnection.open(hub.url(), grace)) {
            Await.until(() -> connection.status().isLive());
        }
    }

    @Test
    @DisplayName("[PA5] whoever is not let in is told so, and so is whoever asks no longer waited for")
    void turnedAway() {
        hostLooks();
        try (Pairing pairing = Pairing.byDigits(hub.url(), Identity.named("Mallory"), digits -> {})) {
            Seen asking = nextAsking();
            set(asking.key(), asking.entry().answered(Role.NONE).toJson().toString());
            assertTurnedAway(pairing.result(), "did not let you in");
        }
        Seen asking = askedAndGivenUp();
        host.next(
                "changes",
                message -> message.objects("commits").stream()
                        .flatMap(commit -> commit.objects("ops").stream())
                        .anyMatch(op -> op.has("remove") && op.text("remove").equals(asking.key())));
    }

    private Seen askedAndGivenUp() {
        try (Pairing pairing = Pairing.byDigits(hub.url(), Identity.named("Linus"), digits -> {})) {
            Seen asking = nextAsking();
            assertThat(pairing.result().toCompletableFuture()).isNotDone();
            return asking;
        }
    }

    @Test
    @DisplayName("[PA6] where no host looks, and where too many ask, that is said")
    void nobody() {
        try (Pairing pairing = Pairing.byDigits(hub.url(), Identity.named("Grace"), digits -> {})) {
            assertTurnedAway(pairing.result(), "nobody who hosts this hub is at it now");
        }
        hostLooks();
        try (Pairing one = Pairing.byDigits(hub.url(), Identity.named("One"), digits -> {})) {
            nextAsking();
            try (Pairing two = Pairing.byDigits(hub.url(), Identity.named("Two"), digits -> {})) {
                nextAsking();
                try (Pairing three = Pairing.byDigits(hub.url(), Identity.named("Three"), digits -> {})) {
                    assertTurnedAway(three.result(), "too many ask");
                }
                assertThat(two.result().toCompletableFuture()).isNotDone();
            }
            assertThat(one.result().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    @DisplayName("[PA1] [PA2] out of turn it is malformed, and a host can't be reached by it")
    void outOfTurn() {
        hostLooks();
        RawClient early = connect(hub);
        early.send("{'type':'pair','name':'Grace'}");
        assertThat(early.next("error").text("code")).isEqualTo("malformed");

        RawClient noProof = asked();
        noProof.send("{'type':'pair','name':'Grace','code':'aardvark'}");
        assertThat(noProof.next("error").text("code")).isEqualTo("malformed");

        RawClient noNonce = asked();
        noNonce.send("{'type':'pair-nonce','nonce':'0123456789abcdef'}");
        assertThat(noNonce.next("error").text("code")).isEqualTo("malformed");
        noNonce.send("{'type':'pair','name':'Grace'}");
        noNonce.next("pairing");
        noNonce.send("{'type':'pair-nonce','nonce':'short'}");
        assertThat(noNonce.next("error").text("code")).isEqualTo("malformed");
        noNonce.send("{'type':'pair-nonce','nonce':'0123456789abcdef'}");
        noNonce.next("pairing");
        noNonce.send("{'type':'pair-nonce','nonce':'0123456789abcdef'}");
        assertThat(noNonce.next("error").text("code")).isEqualTo("malformed");
        noNonce.send(hello("grace", "'token':'a token of the hub'"));
        noNonce.awaitEnd();
        assertThat(noNonce.closeCode()).isEqualTo(Protocol.Close.NO_HELLO.code());
    }

    private RawClient asked() {
        RawClient client = connect(hub);
        client.send("{'type':'identify','challenge':'0123456789abcdef'}");
        client.next("identity");
        return client;
    }

    // ---- words

    private void makeCode(long until, int failures) {
        hostLooks();
        CodeEntry entry = new CodeEntry(WORDS.secret(), Role.EDITOR, "", until, failures);
        set(HubRooms.CODES + "/" + WORDS.code(), entry.toJson().toString());
    }

    private static long soon() {
        return System.currentTimeMillis() + 600_000;
    }

    private CompletionStage<Pairing.LetIn> say(PairingWords words) {
        return Pairing.byWords(hub.url(), Identity.named("Grace"), words).result();
    }

    @Test
    @DisplayName("[PA7] who knows the words is in, once")
    void words() {
        makeCode(soon(), 0);
        Pairing.LetIn letIn = await(say(WORDS));
        assertThat(letIn.hub()).isEqualTo(hub.identity());
        assertThat(role(letIn)).isEqualTo("editor");
        assertTurnedAway(say(WORDS), "not known here");
    }

    @Test
    @DisplayName("[PA8] wrong words let nobody in, and the right ones still do")
    void wrongWords() {
        makeCode(soon(), CodeEntry.FAILURES_MAX - 2);
        assertTurnedAway(say(WRONG), "not known here");
        assertThat(await(say(WORDS)).hub()).isEqualTo(hub.identity());
    }

    @Test
    @DisplayName("[PA8] five wrong tries end a code")
    void tooOften() {
        makeCode(soon(), CodeEntry.FAILURES_MAX - 1);
        assertTurnedAway(say(WRONG), "not known here");
        assertTurnedAway(say(WORDS), "not known here");
    }

    @Test
    @DisplayName("[PA9] a code whose time is over lets nobody in, and is gone")
    void late() {
        makeCode(System.currentTimeMillis() - 1, 0);
        assertTurnedAway(say(WORDS), "not known here");
        host.next(
                "changes",
                message -> message.objects("commits").stream()
                        .flatMap(commit -> commit.objects("ops").stream())
                        .anyMatch(op -> op.has("remove") && op.text("remove").startsWith(HubRooms.CODES)));
    }
}
