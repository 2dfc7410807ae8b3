package dev.lockstep.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.Identity;
import dev.lockstep.desktop.HandThread;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.UnreadWatch;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

class RoomsModelTest {

    private final HandThread thread = new HandThread();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("favourites belong to the hub: they are there at another address of it, and not at another hub")
    void byHub() {
        Settings settings = Settings.none();
        Journal journal = new MemoryJournal();
        Journal other = new MemoryJournal();
        String first = at(journal, "one", settings, model -> {
            model.toggleFavourite("plans");
            return "";
        });
        assertThat(first).isEmpty();

        assertThat(at(journal, "two", settings, RoomsModelTest::favourites)).isEqualTo("[plans]");
        assertThat(at(other, "three", settings, RoomsModelTest::favourites)).isEqualTo("[]");
    }

    @Test
    @DisplayName("what an earlier version kept by the address belongs to the hub that is met there")
    void byAddress() {
        Settings settings = Settings.none();
        Journal journal = new MemoryJournal();
        try (Hub hub = start(journal)) {
            settings.set("rooms.favourites." + hub.url(), "plans");
            assertThat(at(hub, "one", settings, RoomsModelTest::favourites)).isEqualTo("[plans]");
            at(hub, "one", settings, model -> {
                model.toggleFavourite("more");
                return "";
            });
        }
        assertThat(at(journal, "two", settings, RoomsModelTest::favourites)).isEqualTo("[more, plans]");
    }

    @Test
    @DisplayName("a room of which nothing is kept but its chat is listed, with nobody in it")
    void onlyChat() {
        Journal journal = new MemoryJournal();
        try (Hub hub = start(journal)) {
            Lockstep lockstep = connect(hub, "writer");
            lockstep.room("plans/~chat").put("message/1", "hello");
            thread.await(
                    "the hub has it",
                    () -> lockstep.room("plans/~chat").pendingProperty().get() == 0);
            close(lockstep);
        }
        try (Hub hub = start(journal)) {
            Lockstep lockstep = connect(hub, "reader");
            HubDirectory titles = new HubDirectory(new RoomPool(lockstep), List.of(), () -> {});
            RoomsModel model = new RoomsModel(Settings.none(), hub.url(), lockstep, titles, new NothingUnread());
            thread.await(
                    "it is listed",
                    () -> model.items().stream()
                            .map(item -> item.name() + " " + item.members())
                            .toList()
                            .contains("plans 0"));
            assertThat(model.items()).noneMatch(item -> RoomContext.isPart(item.name()));
            model.close();
            titles.close();
            close(lockstep);
        }
    }

    private Lockstep connect(Hub hub, String store) {
        Lockstep lockstep = Lockstep.builder(hub.url())
                .identity(Identity.named("Ada"))
                .thread(thread)
                .store(ClientStore.open(directory.resolve(store)))
                .connect();
        thread.await("it is met", () -> lockstep.getStatus().isLive());
        return lockstep;
    }

    private void close(Lockstep lockstep) {
        lockstep.close();
        AtomicBoolean closed = new AtomicBoolean();
        lockstep.closed().thenRunAsync(() -> closed.set(true), thread);
        thread.await("it is closed", closed::get);
    }

    private String at(Journal journal, String store, Settings settings, Function<RoomsModel, String> what) {
        try (Hub hub = start(journal)) {
            return at(hub, store, settings, what);
        }
    }

    private static Hub start(Journal journal) {
        return Hub.start(HubOptions.defaults().withPort(0), journal);
    }

    /** What a window does that meets the hub. */
    private String at(Hub hub, String store, Settings settings, Function<RoomsModel, String> what) {
        Lockstep lockstep = connect(hub, store);
        HubDirectory titles = new HubDirectory(new RoomPool(lockstep), List.of(), () -> {});
        RoomsModel model = new RoomsModel(settings, hub.url(), lockstep, titles, new NothingUnread());
        String answer = what.apply(model);
        model.close();
        titles.close();
        close(lockstep);
        return answer;
    }

    private static String favourites(RoomsModel model) {
        return model.items().stream()
                .filter(RoomItem::favourite)
                .map(RoomItem::name)
                .sorted()
                .toList()
                .toString();
    }

    private static final class NothingUnread implements UnreadWatch {

        private final ObservableMap<String, Unread> unread = FXCollections.observableHashMap();

        @Override
        public void watch(Set<String> rooms) {}

        @Override
        public ObservableMap<String, Unread> unread() {
            return unread;
        }

        @Override
        public void close() {}
    }
}
