package bad.lockstep.desktop.data.table;

/** A sample that the architecture rules have to catch. */
final class KnowsTheRoom {
    javafx.scene.Node node;

    dev.lockstep.fx.SharedRoom room;
}
