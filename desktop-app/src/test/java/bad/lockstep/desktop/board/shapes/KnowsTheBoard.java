package bad.lockstep.desktop.board.shapes;

/** A sample that the architecture rules have to catch. */
final class KnowsTheBoard {
    javafx.scene.Node node;

    dev.lockstep.fx.SharedRoom room;

    dev.lockstep.client.Identity identity;

    dev.lockstep.desktop.board.BoardModel model;
}
