package bad.lockstep.controls;

/** A sample that the architecture rules have to catch. */
final class KnowsTheWire {
    dev.lockstep.wire.WireCodec codec;
}
