package dev.lockstep.desktop.connect;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Invite;

/**
 * Where somebody wants to go, as it was typed or pasted: the address of a hub, or the link of an invite.
 *
 * @param address of the hub
 * @param token what it asks for, where the link has it; null for none
 * @param hub which hub it is, the hash of its public key, where the link says so; null for whichever is there
 * @param otherAddresses where it may be too
 */
public record Destination(
        String address, @Nullable String token, @Nullable String hub, List<String> otherAddresses) {

    /** @throws IllegalArgumentException where {@code typed} is neither, with what to do, for display */
    public static Destination of(String typed) {
        if (Invite.isMeantBy(typed)) {
            Invite invite = Invite.of(typed);
            List<String> urls = invite.urls();
            return new Destination(urls.get(0), invite.token(), invite.hub(), urls.subList(1, urls.size()));
        }
        String problem = HubAddress.problemWith(typed);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return new Destination(typed.strip(), null, null, List.of());
    }
}
