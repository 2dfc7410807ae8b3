package bad.lockstep.fx;

/** A sample that the architecture rules have to catch. */
final class KnowsTheToolkit {
    javafx.scene.Node node;
}
