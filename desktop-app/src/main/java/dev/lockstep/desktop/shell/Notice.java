package dev.lockstep.desktop.shell;

import java.util.List;

/**
 * Something that a person should know, and may have to decide, shown above the room until it is over.
 *
 * @param id the notice that it takes the place of
 * @param text what happened, and what that means
 * @param choices what can be done about it; none beside the one that dismisses it
 */
record Notice(String id, String text, List<Choice> choices) {

    /**
     * @param label as it stands on the button
     * @param done runs when the button is pressed; the notice is gone by then
     */
    record Choice(String label, Runnable done) {}

    Notice {
        choices = List.copyOf(choices);
    }
}
