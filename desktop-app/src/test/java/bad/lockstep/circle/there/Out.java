package bad.lockstep.circle.there;

/** A sample that the architecture rules have to catch. */
public final class Out {
    bad.lockstep.circle.back.Home home;
}
