package dev.lockstep.desktop;

import java.util.List;

import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import dev.lockstep.desktop.board.BoardView;
import dev.lockstep.desktop.chat.ChatView;
import dev.lockstep.desktop.data.DataView;
import dev.lockstep.desktop.panel.PanelView;
import dev.lockstep.desktop.view.ViewDescriptor;

/** The views that this program has of a room, in the order of their tabs. Needs no toolkit until one is made. */
final class Views {

    static final List<ViewDescriptor> ALL = List.of(
            new ViewDescriptor("board", "Board", MaterialDesignD.DRAW, "shape", BoardView::new),
            new ViewDescriptor("chat", "Chat", MaterialDesignM.MESSAGE_TEXT_OUTLINE, "~chat", ChatView::new),
            new ViewDescriptor("panel", "Panel", MaterialDesignT.TUNE_VARIANT, "panel", PanelView::new),
            new ViewDescriptor("data", "Data", MaterialDesignT.TABLE_LARGE, "data", DataView::new));

    private Views() {}

    static List<String> ids() {
        return ALL.stream().map(ViewDescriptor::id).toList();
    }
}
