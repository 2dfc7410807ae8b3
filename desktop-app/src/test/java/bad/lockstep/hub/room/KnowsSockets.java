package bad.lockstep.hub.room;

/** A sample that the architecture rules have to catch. */
final class KnowsSockets {
    dev.lockstep.hub.session.Connection connection;
}
