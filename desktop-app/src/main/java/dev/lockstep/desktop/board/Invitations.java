package dev.lockstep.desktop.board;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;

/**
 * Invitations to look at what somebody else looks at. Nobody's view is moved before they say so; one invitation is shown at a
 * time, those that come meanwhile are dropped, and who invites again and again is heard only so often, or no more.
 *
 * <p>Needs no toolkit; on the JavaFX thread. Times are nanoseconds of one clock.
 */
final class Invitations {

    /** An invitation that nobody answers goes by itself. */
    static final long SHOWN_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Between the end of one invitation and the next, whoever invites. */
    static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Between two of the same sender. */
    static final long SENDER_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Of so many senders it is remembered when they last invited, or that they are muted. */
    private static final int SENDERS_MAX = 1_000;

    /**
     * @param client who invites: the same after they come again
     * @param view what they look at
     */
    record Invitation(String client, String name, Box view) {}

    private final Map<String, Long> lastByClient = new HashMap<>();
    private final Set<String> muted = new LinkedHashSet<>();
    private @Nullable Invitation current;
    private long shownAt;
    private @Nullable Long endedAt;

    /** What is to be asked, null where nothing is. */
    @Nullable
    Invitation current() {
        return current;
    }

    /** Whether it is to be shown; else it is dropped. */
    boolean offer(Invitation invitation, long nanos) {
        expire(nanos);
        Invitation shown = current;
        if (shown != null && shown.client().equals(invitation.client())) {
            current = invitation; // where they are now
            return false;
        }
        Long last = lastByClient.get(invitation.client());
        Long ended = endedAt;
        if (shown != null
                || muted.contains(invitation.client())
                || (last != null && nanos - last < SENDER_PAUSE_NANOS)
                || (ended != null && nanos - ended < PAUSE_NANOS)) {
            return false;
        }
        if (lastByClient.size() >= SENDERS_MAX) {
            lastByClient.values().removeIf(at -> nanos - at >= SENDER_PAUSE_NANOS);
        }
        if (lastByClient.size() >= SENDERS_MAX) {
            return false;
        }
        current = invitation;
        shownAt = nanos;
        return true;
    }

    /** Whether the one that was shown goes by itself now. */
    boolean expire(long nanos) {
        if (current != null && nanos - shownAt >= SHOWN_NANOS) {
            answer(nanos);
            return true;
        }
        return false;
    }

    /** It is accepted or declined: gives the one that was shown. */
    @Nullable
    Invitation answer(long nanos) {
        Invitation answered = current;
        if (answered != null) {
            lastByClient.put(answered.client(), nanos);
            endedAt = nanos;
            current = null;
        }
        return answered;
    }

    /** Declines, and hears no more of its sender. */
    void mute(long nanos) {
        Invitation declined = answer(nanos);
        if (declined != null && muted.size() < SENDERS_MAX) {
            muted.add(declined.client());
        }
    }

    /** Hears all again; whether anybody was muted. */
    boolean unmuteAll() {
        boolean any = !muted.isEmpty();
        muted.clear();
        return any;
    }
}
