package dev.lockstep.hub.room;

import dev.lockstep.model.Command;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Role;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.ClientMessage;

/** Converts the requests of members to commands. */
final class Requests {

    private Requests() {}

    /** @param state the room as it is when the request is done */
    static Command command(Member member, ClientMessage.Request request, RoomState state) {
        String session = member.session();
        return request.accept(new ClientMessage.Request.Visitor<>() {

            @Override
            public Command commit(ClientMessage.Commit commit) {
                return new Command.Submit(session, commit.id(), commit.request());
            }

            @Override
            public Command lock(ClientMessage.Lock lock) {
                return new Command.Lock(session, lock.id(), lock.keys(), lock.waitMillis());
            }

            @Override
            public Command unlock(ClientMessage.Unlock unlock) {
                boolean breaks = state.roleOf(session) == Role.HOST && !state.holdsLock(session, unlock.fence());
                return breaks
                        ? new Command.BreakLock(session, unlock.id(), unlock.fence())
                        : new Command.Unlock(session, unlock.id(), unlock.fence());
            }

            @Override
            public Command endWait(ClientMessage.EndWait end) {
                return new Command.EndWait(session, end.id(), end.request());
            }

            @Override
            public Command rules(ClientMessage.Rules rules) {
                return new Command.SetRules(session, rules.id(), rules.rules(), member.isHost());
            }

            @Override
            public Command setAccess(ClientMessage.SetAccess access) {
                return new Command.SetAccess(session, access.id(), access.change());
            }
        });
    }

    /** Whether a room may be larger when {@code command} is done. */
    static boolean adds(Command command) {
        return command instanceof Command.Submit submit
                && !submit.request().ops().stream().allMatch(Operation.Remove.class::isInstance);
    }

    /** How much a room counts for in the quotas of those who fill it. */
    static long weight(RoomState state) {
        return state.bytes() + state.entries().overheadBytes();
    }
}
