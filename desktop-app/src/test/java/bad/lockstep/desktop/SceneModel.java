package bad.lockstep.desktop;

/** A sample that the architecture rules have to catch. */
final class SceneModel {
    javafx.scene.Node node;
}
