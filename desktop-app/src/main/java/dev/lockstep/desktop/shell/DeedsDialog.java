package dev.lockstep.desktop.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.fx.SharedList;
import dev.lockstep.model.Json;
import dev.lockstep.wire.HubRooms;
import dev.lockstep.wire.HubRooms.DeedEntry;

/** What those who host the hub have done, the latest first: everybody may read it. */
final class DeedsDialog extends ToolDialog {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 420;
    private static final int ABOUT_MAX = 160;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.SHORT);

    private final SharedList<Json> deeds;
    private final ListView<String> list = new ListView<>();

    DeedsDialog(@Nullable Window owner, RoomPool rooms) {
        super(owner, "What hosts did");
        this.deeds = rooms.take(HubRooms.LOG).list(HubRooms.DEEDS, Json.class);
        list.setId("deeds");
        list.setAccessibleText("What hosts did, the latest first");
        list.setPrefSize(WIDTH, HEIGHT);
        list.setPlaceholder(new Label("Nothing yet: nobody's role was changed, and nobody was sent away."));
        list.setCellFactory(of -> new DeedCell());
        ListChangeListener<Json> listener = change -> showDeeds();
        deeds.addListener(listener);
        getDialogPane().setContent(list);
        setOnHidden(hidden -> {
            deeds.removeListener(listener);
            rooms.giveBack(HubRooms.LOG);
        });
        showDeeds();
    }

    private void showDeeds() {
        List<String> lines = new ArrayList<>();
        for (Json json : deeds) {
            DeedEntry deed = DeedEntry.read(json);
            if (deed != null) {
                String when = WHEN.format(Instant.ofEpochMilli(deed.at()).atZone(ZoneId.systemDefault()));
                lines.add(when + "  ·  " + words(deed));
            }
        }
        Collections.reverse(lines);
        list.getItems().setAll(lines);
    }

    /** Who did what, for display. */
    static String words(DeedEntry deed) {
        String who = deed.name().isEmpty() ? "A host" : DisplayText.name(deed.name());
        String about = DisplayText.line(deed.about(), ABOUT_MAX);
        String room = deed.room().isEmpty() ? "" : DisplayText.name(deed.room());
        String named = about.isEmpty() ? "" : " “" + about + "”";
        return switch (deed.deed()) {
            case ACCESS -> who + " changed who may do what in " + room + " (" + about + ")";
            case LOCK -> who + " took the lock of " + about + " in " + room;
            case DELETE -> who + " deleted " + room;
            case INVITE -> who + " made an invite" + named;
            case REVOKE -> who + " revoked the invite" + named;
            case BAN -> who + " sent " + (about.isEmpty() ? "somebody" : about) + " away";
            case ALLOW -> (about.isEmpty() ? "Somebody" : about) + " may come again";
        };
    }

    private static final class DeedCell extends ListCell<String> {
        DeedCell() {
            setWrapText(true);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable String line, boolean empty) {
            super.updateItem(line, empty);
            setText(empty ? null : line);
        }
    }
}
