package dev.lockstep.examples;

import java.nio.file.Path;
import java.time.LocalDate;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.Identity;
import dev.lockstep.desktop.HandThread;
import dev.lockstep.fx.Lockstep;

/** A program without a hub that adds a card, says when that is on the disk, and waits to be killed. */
public final class KilledKanban {

    private KilledKanban() {}

    /** @param args where the hub would be, and a folder */
    public static void main(String[] args) {
        HandThread thread = new HandThread();
        Lockstep lockstep = Lockstep.builder(args[0])
                .identity(Identity.named("Linus"))
                .store(ClientStore.open(Path.of(args[1])))
                .thread(thread)
                .connect();
        lockstep.room("kanban")
                .movableList("1-todo", Kanban.Card.class)
                .add(new Kanban.Card("by Linus", Kanban.Urgency.HIGH, LocalDate.of(2026, 12, 24)));
        lockstep.whenStored().thenRun(() -> System.out.println("kept"));
        thread.await("somebody kills it", () -> false);
    }
}
