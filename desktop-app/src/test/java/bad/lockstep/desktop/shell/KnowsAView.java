package bad.lockstep.desktop.shell;

/** A sample that the architecture rules have to catch. */
final class KnowsAView {
    dev.lockstep.desktop.board.BoardView board;
}
