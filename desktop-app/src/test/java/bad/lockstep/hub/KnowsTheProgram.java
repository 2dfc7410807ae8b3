package bad.lockstep.hub;

/** A sample that the architecture rules have to catch. */
final class KnowsTheProgram {
    dev.lockstep.desktop.Launcher launcher;
}
