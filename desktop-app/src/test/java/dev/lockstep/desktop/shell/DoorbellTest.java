package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.Identity;
import dev.lockstep.client.Pairing;
import dev.lockstep.desktop.HandThread;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever hosts a hub is told who asks to be let in, and decides. */
class DoorbellTest {

    private final HandThread thread = new HandThread();
    private final Notices notices = new Notices();
    private final List<Pairing> asking = new ArrayList<>();
    private int rung;
    private Hub hub;
    private Lockstep host;
    private Doorbell doorbell;

    @BeforeEach
    void begin() {
        hub = Hub.start(HubOptions.defaults().withPort(0).withToken("a token of the hub"), new MemoryJournal());
        host = Lockstep.builder(hub.url())
                .identity(Identity.named("Ada"))
                .thread(thread)
                .connect();
        RoomPool rooms = new RoomPool(host);
        doorbell = new Doorbell(rooms, notices, () -> rung++);
        thread.await("it is there", () -> rooms.take("~hub").loadedProperty().get());
    }

    @AfterEach
    void end() {
        asking.forEach(Pairing::close);
        doorbell.close();
        host.close();
        hub.close();
    }

    private Pairing ask(String name, CompletableFuture<String> digits) {
        Pairing pairing = Pairing.byDigits(hub.url(), Identity.named(name), digits::complete);
        asking.add(pairing);
        return pairing;
    }

    private void choose(Notice notice, String label) {
        notice.choices().stream()
                .filter(choice -> choice.label().equals(label))
                .findFirst()
                .orElseThrow()
                .done()
                .run();
    }

    @Test
    @DisplayName("a notice has name, address and digits, and is gone when it is decided")
    void decided() {
        CompletableFuture<String> digits = new CompletableFuture<>();
        Pairing pairing = ask("Grace", digits);
        thread.await("it is told", () -> notices.all().size() == 1);
        Notice notice = notices.all().get(0);
        assertThat(rung).isOne();
        assertThat(notice.text())
                .contains("Grace", "127.0.0.1", LettingInView.grouped(digits.join()))
                .hasSizeLessThan(200);

        choose(notice, "Let in");
        assertThat(pairing.result().toCompletableFuture().join().hub()).isEqualTo(hub.identity());
        thread.await("it is gone", () -> notices.all().isEmpty());
    }

    @Test
    @DisplayName("whoever asks no longer is not shown, and whoever is turned away learns so")
    void gone() {
        Pairing mallory = ask("Mallory", new CompletableFuture<>());
        thread.await("it is told", () -> notices.all().size() == 1);
        choose(notices.all().get(0), "Turn away");
        assertThatThrownBy(() -> mallory.result().toCompletableFuture().join())
                .hasCauseInstanceOf(Pairing.TurnedAwayException.class);
        thread.await("it is gone", () -> notices.all().isEmpty());

        ask("Linus", new CompletableFuture<>());
        thread.await("it is told", () -> notices.all().size() == 1);
        asking.get(1).close();
        thread.await("it is gone", () -> notices.all().isEmpty());
    }
}
