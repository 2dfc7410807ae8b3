package bad.lockstep.desktop.notes;

/** A sample that the architecture rules have to catch. */
final class KnowsAnotherView {
    dev.lockstep.desktop.chat.ChatModel chat;
}
