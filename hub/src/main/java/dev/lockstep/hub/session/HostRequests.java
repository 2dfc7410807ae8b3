package dev.lockstep.hub.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.lockstep.hub.room.Member;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubRooms;

/** The requests that only the host may make: the usage of the rooms, and the deletion of a room. */
final class HostRequests {

    /** So many rooms go into one frame. */
    private static final int FRAME_ROOMS_MAX = 100;

    private static final int FRAME_PEOPLE_MAX = 200;

    private final Rooms rooms;
    private final Consumer<HubMessage> answer;
    private final AtomicBoolean counting = new AtomicBoolean();

    /** @param answer takes messages from any thread */
    HostRequests(Rooms rooms, Consumer<HubMessage> answer) {
        this.rooms = rooms;
        this.answer = answer;
    }

    void delete(String room, Member host, long now) {
        if (room.equals(HubRooms.ADMISSION) || room.equals(HubRooms.LOG)) {
            answer.accept(problem("the hub keeps this room for itself", room));
            return;
        }
        boolean isPrivate = rooms.privateRooms().isPrivate(room);
        rooms.delete(room).whenComplete((count, failure) -> {
            if (failure != null) {
                answer.accept(new HubMessage.Fault(
                        HubMessage.ErrorCode.FORBIDDEN,
                        "the room could not be deleted: the hub can't store now",
                        room));
            } else if (count == 0) {
                answer.accept(problem("there is no room of that name", room));
            } else {
                rooms.deeds()
                        .record(new HubRooms.DeedEntry(
                                now,
                                host.client(),
                                host.name(),
                                HubRooms.Deed.DELETE,
                                isPrivate ? "" : room,
                                isPrivate ? "a private room" : ""));
                answer.accept(new HubMessage.Deleted(room, count));
            }
        });
    }

    private static HubMessage problem(String message, String room) {
        return new HubMessage.Fault(HubMessage.ErrorCode.NOT_JOINED, message, room);
    }

    /** Who is connected, as of now. */
    void people(List<HubMessage.Connected> all) {
        for (int from = 0; from == 0 || from < all.size(); from += FRAME_PEOPLE_MAX) {
            int to = Math.min(all.size(), from + FRAME_PEOPLE_MAX);
            answer.accept(new HubMessage.People(all.subList(from, to), to < all.size()));
        }
    }

    /** One answer at a time: it reads all that is kept. */
    void usage() {
        if (!counting.compareAndSet(false, true)) {
            return;
        }
        try {
            rooms.disk().execute(() -> {
                try {
                    tellUsage();
                } finally {
                    counting.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            counting.set(false); // the hub is stopping
        }
    }

    private void tellUsage() {
        List<HubMessage.Used> part = new ArrayList<>();
        rooms.usage(used -> {
            if (part.size() == FRAME_ROOMS_MAX) {
                answer.accept(new HubMessage.Usage(part, true));
                part.clear();
            }
            part.add(used);
        });
        answer.accept(new HubMessage.Usage(part, false));
    }
}
