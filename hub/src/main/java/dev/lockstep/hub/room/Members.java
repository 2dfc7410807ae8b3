package dev.lockstep.hub.room;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.HubMessage;

/** Who is in a room: by a connection, or shown for a while after it broke. On the room's loop. */
final class Members {

    private final Presence presence;
    private final Map<String, Membership> here = new LinkedHashMap<>();
    private final Map<String, Membership> away = new LinkedHashMap<>(); // broken off, and still shown as present

    Members(Presence presence) {
        this.presence = presence;
    }

    /** Those with a connection: a view. */
    Map<String, Membership> here() {
        return Collections.unmodifiableMap(here);
    }

    /** Those with a connection, as they are now. */
    List<Membership> all() {
        return List.copyOf(here.values());
    }

    @Nullable
    Membership get(String session) {
        return here.get(session);
    }

    boolean has(String session) {
        return here.containsKey(session);
    }

    /** Whether it is the newest of its session, and not over. */
    boolean isCurrent(Membership membership) {
        return here.get(membership.session()) == membership;
    }

    /** Whether nobody is here, nor shown. */
    boolean isEmpty() {
        return here.isEmpty() && away.isEmpty();
    }

    /** Returns the earlier membership of the session, null where there was none. */
    @Nullable
    Membership enter(Membership membership) {
        away.remove(membership.session());
        presence.enter(membership.member());
        return here.put(membership.session(), membership);
    }

    /** Lets it out for good; false where a newer one of the session is here. */
    boolean leave(Membership membership) {
        boolean leaves = isCurrent(membership);
        if (leaves) {
            here.remove(membership.session());
            presence.leave(membership.session());
        }
        return leaves;
    }

    /** Its connection broke: it is shown until {@link #forget}; false where a newer one of the session is here. */
    boolean detach(Membership membership) {
        boolean detaches = isCurrent(membership);
        if (detaches) {
            here.remove(membership.session());
            away.put(membership.session(), membership);
        }
        return detaches;
    }

    /** It is shown no longer, unless its session is back. */
    void forget(Membership membership) {
        if (away.remove(membership.session(), membership)) {
            presence.leave(membership.session());
        }
    }

    /** A session ended whose connection broke before; false where it is back. */
    boolean end(String session) {
        boolean ends = !here.containsKey(session);
        if (ends) {
            away.remove(session);
            presence.leave(session);
        }
        return ends;
    }

    /** Puts everybody out, who are told why. */
    void expelAll(HubMessage.Fault why) {
        Collection<Membership> all = all();
        here.clear();
        away.clear();
        all.forEach(membership -> membership.expel(why));
    }
}
