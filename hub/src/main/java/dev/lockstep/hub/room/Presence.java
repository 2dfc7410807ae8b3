package dev.lockstep.hub.room;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.Protocol;

/** The members of a room and the presence value of each, collected so that no more frames a second are sent than allowed. */
final class Presence {

    private static final long FRAME_NANOS = 1_000_000_000L / Protocol.PRESENCE_FRAMES_PER_SECOND;

    private final String room;
    private final IntConsumer count;
    private final FanOut fanOut;
    private final Map<String, HubMessage.Member> members = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Set<String> left = new LinkedHashSet<>();
    private long nextFrameNanos;
    private boolean anyFrame;

    /**
     * @param room its name
     * @param count told how many there are, whenever that changes
     * @param fanOut beyond it the next frame waits, and tells more at once
     */
    Presence(String room, IntConsumer count, Bounds.Rate fanOut, long nanoTime) {
        this.room = room;
        this.count = count;
        this.fanOut = new FanOut(fanOut, nanoTime);
    }

    List<HubMessage.Member> members() {
        return List.copyOf(members.values());
    }

    /** The member is here; what it showed before its connection broke lives on. */
    void enter(Member member) {
        HubMessage.Member before = members.get(member.session());
        Json value = before == null ? Json.ofNull() : before.value();
        HubMessage.Member now = new HubMessage.Member(
                member.session(),
                member.client(),
                member.name(),
                member.color(),
                value,
                Invited.ofInvited(member.invited(), room));
        if (!now.equals(before)) {
            members.put(member.session(), now);
            changed.add(member.session());
            count.accept(members.size());
        }
        left.remove(member.session());
    }

    void show(String session, Json value) {
        HubMessage.Member before = members.get(session);
        if (before != null && !before.value().equals(value)) {
            members.put(session, before.showing(value));
            changed.add(session);
        }
    }

    void leave(String session) {
        if (members.remove(session) != null) {
            changed.remove(session);
            left.add(session);
            count.accept(members.size());
        }
    }

    /** How long the next frame has to wait, in nanoseconds; negative where there is nothing to tell. */
    long nanosToFrame(long nanoTime) {
        if (changed.isEmpty() && left.isEmpty()) {
            return -1;
        }
        return anyFrame ? Math.max(0, nextFrameNanos - nanoTime) : 0;
    }

    /** What to tell everyone now, null where it is too early or there is nothing. */
    HubMessage.@Nullable Presence takeFrame(String room, long nanoTime) {
        if (nanosToFrame(nanoTime) != 0) {
            return null;
        }
        List<HubMessage.Member> news = members.values().stream()
                .filter(m -> changed.contains(m.session()))
                .toList();
        HubMessage.Presence frame = new HubMessage.Presence(room, news, List.copyOf(left));
        changed.clear();
        left.clear();
        anyFrame = true;
        nextFrameNanos = nanoTime + FRAME_NANOS;
        return frame;
    }

    /** The frame that was taken had {@code bytes}, for each member. */
    void sent(int bytes, long nanoTime) {
        fanOut.spend(bytes, members.size(), nanoTime);
        nextFrameNanos = Math.max(nextFrameNanos, nanoTime + fanOut.nanosToNext(nanoTime));
    }
}
