package dev.lockstep.desktop;

import java.util.List;
import java.util.concurrent.Executor;

import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import dev.lockstep.desktop.board.BoardModel;
import dev.lockstep.desktop.board.BoardView;
import dev.lockstep.desktop.panel.PanelModel;
import dev.lockstep.desktop.panel.PanelView;
import dev.lockstep.desktop.shell.Settings;
import dev.lockstep.desktop.shell.Tab;

/** The views that this program has of a room. */
final class Tabs {

    static final List<String> IDS = List.of("board", "panel");

    private Tabs() {}

    static List<Tab> all(Executor fx, Settings settings) {
        return List.of(
                new Tab(
                        "board",
                        "Board",
                        MaterialDesignD.DRAW,
                        room -> new BoardView(new BoardModel(room), settings, fx)),
                new Tab("panel", "Panel", MaterialDesignT.TUNE_VARIANT, room -> new PanelView(new PanelModel(room))));
    }
}
