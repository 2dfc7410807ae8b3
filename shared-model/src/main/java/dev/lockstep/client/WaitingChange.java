package dev.lockstep.client;

import java.util.List;

/**
 * A change of this program that the hub has not answered.
 *
 * @param keys of what it changes
 * @param reason why it waits, for display
 */
public record WaitingChange(List<String> keys, String reason) {

    public WaitingChange {
        keys = List.copyOf(keys);
    }
}
