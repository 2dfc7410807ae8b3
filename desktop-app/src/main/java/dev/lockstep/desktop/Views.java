package dev.lockstep.desktop;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import dev.lockstep.desktop.board.BoardModel;
import dev.lockstep.desktop.board.BoardView;
import dev.lockstep.desktop.chat.ChatModel;
import dev.lockstep.desktop.chat.ChatView;
import dev.lockstep.desktop.data.DataModel;
import dev.lockstep.desktop.data.DataView;
import dev.lockstep.desktop.panel.PanelItems;
import dev.lockstep.desktop.panel.PanelModel;
import dev.lockstep.desktop.panel.PanelView;
import dev.lockstep.desktop.view.ViewDescriptor;

/** The views that this program has of a room. */
final class Views {

    static final List<String> IDS = List.of("board", "chat", "panel", "data");

    private Views() {}

    /** @param browser shows an address */
    static List<ViewDescriptor> all(Executor fx, Consumer<String> browser) {
        return List.of(
                new ViewDescriptor(
                        "board",
                        "Board",
                        MaterialDesignD.DRAW,
                        place -> new BoardView(new BoardModel(place.room()), place.settings(), fx)),
                new ViewDescriptor(
                        "chat",
                        "Chat",
                        MaterialDesignM.MESSAGE_TEXT_OUTLINE,
                        place -> new ChatView(new ChatModel(place, System::currentTimeMillis, fx), fx, browser)),
                new ViewDescriptor(
                        "panel",
                        "Panel",
                        MaterialDesignT.TUNE_VARIANT,
                        place -> new PanelView(new PanelModel(place.room()), new PanelItems(place.room()))),
                new ViewDescriptor(
                        "data", "Data", MaterialDesignT.TABLE_LARGE, place -> new DataView(new DataModel(place, fx))));
    }
}
