package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.RefusedException;
import dev.lockstep.client.WaitingChange;
import dev.lockstep.model.RefusalCode;

import static org.assertj.core.api.Assertions.assertThat;

/** What is changed without a connection, by the rule that its key has. */
class OfflineTest {

    private final FxWorld world = new FxWorld();
    private final List<RefusedException> refused = new ArrayList<>();

    OfflineTest() {
        world.ada.onRefused(refused::add);
        world.ada.setOffline("invoice", Offline.QUEUE_IF_UNCHANGED);
        world.ada.setOffline("invoice/draft", Offline.QUEUE);
        world.ada.setOffline("door", Offline.REFUSE);
        world.ada.put("invoice/1", "open");
        world.ada.put("invoice/2", "open");
        world.ada.put("door", "shut");
        world.settle();
        world.adaClient.disconnect();
    }

    @Test
    @DisplayName(
            "where it waits if unchanged, it overwrites nothing that its author has not seen, and is told with its value")
    void ifUnchanged() {
        world.ada.string("invoice/1", "").set("paid");
        world.ada.string("invoice/1", "").set("paid today");
        world.ada.string("invoice/2", "").set("paid");
        world.ada.string("invoice/2", "").set("paid today");
        world.ada.put("invoice/draft/1", "mine");
        world.grace.put("invoice/2", "cancelled");
        world.grace.put("invoice/draft/1", "hers");
        world.settle();
        assertThat(world.ada.get("invoice/2", String.class)).isEqualTo("paid today");
        world.adaClient.connect();
        world.settle();
        assertThat(world.grace.get("invoice/1", String.class)).isEqualTo("paid today");
        assertThat(world.grace.get("invoice/2", String.class)).isEqualTo("cancelled");
        assertThat(world.ada.get("invoice/2", String.class)).isEqualTo("cancelled");
        assertThat(world.grace.get("invoice/draft/1", String.class)).isEqualTo("mine");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).code()).isEqualTo(RefusalCode.CONFLICT);
        assertThat(refused.get(0).values().get("invoice/2")).hasToString("\"paid today\"");
    }

    @Test
    @DisplayName("where it is refused, nothing is seen or sent later, and the rest of its commit neither")
    void refuse() {
        world.ada.string("door", "").set("open");
        world.ada.commit(tx -> tx.put("door", "open").put("count", 1)).exceptionally(failure -> null);
        world.ada.update("door", String.class, door -> "open").exceptionally(failure -> null);
        assertThat(world.ada.get("door", String.class)).isEqualTo("shut");
        assertThat(refused).hasSize(3).allMatch(each -> each.code() == RefusalCode.UNAVAILABLE);
        assertThat(refused.get(0).values().get("door")).hasToString("\"open\"");
        world.adaClient.connect();
        world.settle();
        assertThat(world.grace.get("door", String.class)).isEqualTo("shut");
        world.ada.string("door", "").set("open");
        world.settle();
        assertThat(world.grace.get("door", String.class)).isEqualTo("open");
    }

    @Test
    @DisplayName("what waits can be listed, with the reason")
    void waiting() {
        world.ada.put("a", 1);
        world.ada.commit(tx -> tx.put("b", 1).put("c", 2));
        assertThat(world.ada.waiting())
                .containsExactly(
                        new WaitingChange(List.of("a"), "there is no connection"),
                        new WaitingChange(List.of("b", "c"), "there is no connection"));
        world.adaClient.connect();
        world.hub.deliver();
        world.fx.flush();
        world.ada.put("d", 1);
        assertThat(world.ada.waiting())
                .last()
                .isEqualTo(new WaitingChange(List.of("d"), "the hub has not answered yet"));
        world.settle();
        assertThat(world.ada.waiting()).isEmpty();
    }

    @Test
    @DisplayName("several changes of an entry that wait if unchanged are all done where nobody else has changed it")
    void severalIfUnchanged() {
        record Invoice(String state, int amount) {}
        SharedRecord<Invoice> invoice = world.ada.record("invoice/3", Invoice.class, new Invoice("open", 0));
        invoice.component("state", String.class).set("paid");
        invoice.component("amount", int.class).setValue(5);
        world.ada.put("invoice/2", "paid");
        world.ada.merge("invoice/2", java.util.Map.of("x", 1));
        world.ada.string("invoice/1", "").reset();
        world.ada.string("invoice/1", "").set("open again");
        world.adaClient.connect();
        world.settle();
        assertThat(refused).isEmpty();
        assertThat(world.grace.get("invoice/3", Invoice.class)).isEqualTo(new Invoice("paid", 5));
        assertThat(world.grace.get("invoice/2", Object.class)).isEqualTo(java.util.Map.of("x", 1L));
        assertThat(world.grace.get("invoice/1", String.class)).isEqualTo("open again");
    }

    @Test
    @DisplayName("an undo that is refused without a connection can be done later")
    void undoRefused() {
        world.adaClient.connect();
        world.settle();
        SharedUndo undo = world.ada.undo();
        undo.commit("Open", tx -> tx.put("door", "open"));
        world.settle();
        world.adaClient.disconnect();
        undo.undo().exceptionally(failure -> null);
        assertThat(world.ada.get("door", String.class)).isEqualTo("open");
        world.adaClient.connect();
        world.settle();
        undo.undo();
        world.settle();
        assertThat(world.grace.get("door", String.class)).isEqualTo("shut");
    }
}
