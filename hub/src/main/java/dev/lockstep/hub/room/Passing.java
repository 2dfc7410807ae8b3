package dev.lockstep.hub.room;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.Role;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.HubMessage;

/** What members tell each other through a room without it being stored: signals, and requests to refresh. */
final class Passing {

    private final String room;
    private final RoomContext context;
    private final Replies replies;
    private final Members members;
    private final FanOut fanOut;

    Passing(String room, RoomContext context, Replies replies, Members members) {
        this.room = room;
        this.context = context;
        this.replies = replies;
        this.members = members;
        this.fanOut =
                new FanOut(context.bounds().quotas().fanOut(), context.clock().nanos());
    }

    Frame refresh(Membership from, List<String> keys) {
        return Frame.passing(new HubMessage.Refresh(room, keys, from.session()), null);
    }

    Frame signal(Membership from, Json value) {
        String session = from.session();
        return Frame.passing(new HubMessage.Signal(room, session, from.member().client(), value), session);
    }

    /** Why {@code frame} is not passed on; null where it is, and counts. On the room's loop. */
    @Nullable
    HubMessage refusal(Membership from, Frame frame, RoomState state) {
        if (!state.roleOf(from.session()).isAtLeast(Role.EDITOR)) {
            return replies.onlyLooks();
        }
        return fanOut.maySpend(
                        frame.size(), members.here().size(), context.clock().nanos())
                ? null
                : replies.tooMuch();
    }
}
