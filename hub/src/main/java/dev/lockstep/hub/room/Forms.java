package dev.lockstep.hub.room;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.ClientNumbers;
import dev.lockstep.wire.CompactCodec;
import dev.lockstep.wire.HubMessage;

/** In which forms a room's changes are encoded: those that its members read, each once. On the room's loop. */
final class Forms {

    private final int room;
    private final ClientNumbers numbers = new ClientNumbers();
    private boolean plain = true;
    private boolean compact;

    /** @param room the room's number in compact frames, which no other room of the hub has */
    Forms(int room) {
        this.room = room;
    }

    /** Who is to be sent what is encoded from now on. */
    void of(Collection<Membership> members) {
        compact = members.stream().anyMatch(each -> each.member().compact());
        plain = !compact || members.stream().anyMatch(each -> !each.member().compact());
    }

    /** What a new member needs to know of the numbers; null for one that is sent none. */
    HubMessage.@Nullable Numbers numbers(Member joining) {
        return joining.compact() ? new HubMessage.Numbers(room, numbers.clients()) : null;
    }

    /** @param changes which are not empty */
    Frame encode(HubMessage.Changes changes) {
        String text = compact ? CompactCodec.encode(room, changes, numbers) : null;
        List<String> clients = compact ? numbers.clients() : List.of();
        return Frame.of(changes, plain, text, clients);
    }
}
