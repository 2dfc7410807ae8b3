package dev.lockstep.desktop.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.MapChangeListener;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;
import dev.lockstep.model.Role;
import dev.lockstep.wire.HubRooms;
import dev.lockstep.wire.HubRooms.PairEntry;

/** Tells whoever hosts a hub who asks to be let in, until it is decided. On the JavaFX thread; needs no toolkit. */
final class Doorbell implements AutoCloseable {

    private static final String NOTICE = "pair-";

    /** So many at once; who came later is shown when one of these is decided. */
    private static final int SHOWN_MAX = 3;

    private static final int NAME_CHARS = 40;

    private final RoomPool rooms;
    private final SharedRoom room;
    private final SharedMap<Json> asking;
    private final Notices notices;
    private final Runnable rings;
    private final Map<String, PairEntry> waiting = new LinkedHashMap<>(); // as they came
    private final MapChangeListener<String, Json> listener = this::changed;

    /** @param rings runs when somebody asks */
    Doorbell(RoomPool rooms, Notices notices, Runnable rings) {
        this.rooms = rooms;
        this.room = rooms.take(HubRooms.ADMISSION);
        this.asking = room.map(HubRooms.PAIRS, Json.class);
        this.notices = notices;
        this.rings = rings;
        asking.addListener(listener);
        asking.forEach(this::came);
    }

    private void changed(MapChangeListener.Change<? extends String, ? extends Json> change) {
        if (change.wasAdded()) {
            came(change.getKey(), change.getValueAdded());
        } else {
            gone(change.getKey());
        }
    }

    private void came(String id, Json value) {
        PairEntry entry = PairEntry.read(value);
        if (entry == null || entry.answer() != null) {
            gone(id);
        } else if (waiting.put(id, entry) == null) {
            showFirst();
            rings.run();
        }
    }

    private void gone(String id) {
        waiting.remove(id);
        notices.remove(NOTICE + id);
        showFirst();
    }

    private void showFirst() {
        waiting.entrySet().stream().limit(SHOWN_MAX).forEach(each -> show(each.getKey(), each.getValue()));
    }

    private void show(String id, PairEntry entry) {
        String text = LettingInView.grouped(entry.digits()) + " has to be on the screen of “" + shownName(entry.name())
                + "”, who wants to come in from " + entry.address()
                + ". Ask them; with any other digits, turn them away.";
        notices.show(new Notice(
                NOTICE + id,
                text,
                List.of(
                        choice("Let in", id, entry, Role.EDITOR),
                        choice("Let in to look", id, entry, Role.VIEWER),
                        choice("Turn away", id, entry, Role.NONE))));
    }

    /** A name may say anything, and must not say digits. */
    private static String shownName(String name) {
        return DisplayText.line(DisplayText.name(name), NAME_CHARS).replaceAll("\\p{Nd}[\\p{Nd}\\p{Z}.-]+\\p{Nd}", "…");
    }

    private Notice.Choice choice(String label, String id, PairEntry entry, Role role) {
        return new Notice.Choice(
                label,
                () -> room.put(HubRooms.PAIRS + "/" + id, entry.answered(role).toJson()));
    }

    @Override
    public void close() {
        asking.removeListener(listener);
        waiting.keySet().forEach(id -> notices.remove(NOTICE + id));
        rooms.giveBack(HubRooms.ADMISSION);
    }
}
