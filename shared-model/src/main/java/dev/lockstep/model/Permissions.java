package dev.lockstep.model;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Who may do what in a room: its {@link Rule}s and its {@link Access}, and who may change these. */
final class Permissions {

    private Rules rules;
    private Access access;
    private @Nullable String founder;

    /** @param founder the first client that joined the room, null where none has; empty where that isn't known */
    Permissions(List<Rule> rules, Access access, @Nullable String founder) {
        this.rules = new Rules(rules);
        this.access = access;
        this.founder = founder;
    }

    List<Rule> rules() {
        return rules.all();
    }

    Access access() {
        return access;
    }

    /** See the constructor. */
    @Nullable
    String founder() {
        return founder;
    }

    /** A client joins; whether it is the first that does. */
    boolean found(String client) {
        boolean isFirst = founder == null;
        founder = isFirst ? client : founder;
        return isFirst;
    }

    /** The role of {@code session} here. */
    Role roleOf(Session session) {
        return session.hostsHub ? Role.HOST : access.roleOf(session.client, session.invitedAs);
    }

    // ---- writing and locking

    /** Why {@code session} may not do {@code effects}, null where it may. */
    @Nullable
    Refusal refusal(Session session, List<Operation> effects, Entries entries) {
        if (rules.isEmpty() && access.equals(Access.DEFAULT) && session.invitedAs == null) {
            return null;
        }
        Role role = roleOf(session);
        for (Operation effect : effects) {
            String key = effect.key();
            String problem = access.problem(role, key);
            Refusal refusal = problem != null
                    ? new Refusal(RefusalCode.FORBIDDEN, problem, key)
                    : rules.refusal(session.client, key, entries.get(key));
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** Why {@code session} may not lock {@code keys}, null where it may. */
    @Nullable
    Refusal refusalOfLock(Session session, List<String> keys) {
        Role role = roleOf(session);
        for (String key : keys) {
            String problem = access.problemWithLock(role, key);
            if (problem != null) {
                return new Refusal(RefusalCode.FORBIDDEN, problem, key);
            }
        }
        return null;
    }

    // ---- changes of both

    /**
     * Sets other rules; the refusal where {@code session} may not, or they make no sense.
     *
     * @param isEmpty whether the room has no entries
     */
    @Nullable
    Refusal set(List<Rule> asked, Session session, boolean byHost, boolean isEmpty) {
        Refusal refusal = Rules.problemWith(asked);
        if (refusal != null || rules.all().equals(asked)) {
            return refusal;
        }
        Role role = roleOf(session);
        boolean isNew = rules.isEmpty() && isEmpty && role.isAtLeast(Role.EDITOR);
        if (!byHost && role != Role.HOST && !isNew) {
            String message = "only hosts may change the rules of a room that is in use";
            return new Refusal(RefusalCode.FORBIDDEN, message, null);
        }
        rules = new Rules(asked);
        return null;
    }

    /**
     * Changes the access; the refusal where {@code session} may not. Whoever was the first in the room may as long as nobody has, and hosts it
     * then.
     *
     * @param nameOf what people know a client by
     */
    @Nullable
    Refusal change(AccessChange change, Session session, Function<String, String> nameOf) {
        Refusal refusal = change.problem();
        if (refusal != null) {
            return refusal;
        }
        AccessChange whole = change;
        Role role = roleOf(session);
        if (role != Role.HOST) {
            if (!session.client.equals(founder) || role != Role.EDITOR || !access.equals(Access.DEFAULT)) {
                return new Refusal(RefusalCode.FORBIDDEN, "only hosts of this room may say who may do what", null);
            }
            whole = change.client(session.client, Role.HOST);
        }
        Access after = access.with(whole, nameOf);
        refusal = AccessChange.problemWith(after);
        if (refusal == null) {
            access = after;
        }
        return refusal;
    }

    /** In a part of a room: what the room says. Whether that is news. */
    boolean adopt(Access ofRoom) {
        boolean isNews = !access.equals(ofRoom);
        access = ofRoom;
        return isNews;
    }
}
