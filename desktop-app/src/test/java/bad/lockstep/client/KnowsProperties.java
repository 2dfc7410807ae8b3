package bad.lockstep.client;

/** A sample that the architecture rules have to catch. */
final class KnowsProperties {
    javafx.beans.property.StringProperty property;
}
