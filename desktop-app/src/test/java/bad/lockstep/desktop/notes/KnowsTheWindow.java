package bad.lockstep.desktop.notes;

/** A sample that the architecture rules have to catch. */
final class KnowsTheWindow {
    dev.lockstep.desktop.shell.ShellWindow window;
}
