package bad.lockstep.model;

/** A sample that the architecture rules have to catch. */
final class AsksTheTime {
    long now() {
        return System.currentTimeMillis();
    }

    double chance() {
        return Math.random();
    }

    void knowsTheWire(dev.lockstep.wire.ClientMessage message) {}
}
