package bad.lockstep.circle.back;

/** A sample that the architecture rules have to catch. */
public final class Home {
    bad.lockstep.circle.there.Out out;
}
