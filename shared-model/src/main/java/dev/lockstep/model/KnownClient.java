package dev.lockstep.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** What a room remembers of a client, joined or not: its name, its requests, and the locks that it lost and was not notified of yet. */
final class KnownClient {

    final RequestMemory requests;
    final List<RoomSnapshot.LostLock> lost = new ArrayList<>();
    String name;
    long leftAt = RoomState.NEVER;

    KnownClient(String name) {
        this.name = name;
        this.requests = new RequestMemory();
    }

    KnownClient(RoomSnapshot.Client saved) {
        this.name = saved.name();
        this.requests = new RequestMemory(
                saved.requests().stream().mapToLong(Long::longValue).toArray(), saved.forgottenUpTo());
        this.leftAt = saved.leftAt();
        this.lost.addAll(saved.lost());
    }

    /** Whether it left, and there is nothing that it would miss. */
    boolean isOver() {
        return leftAt != RoomState.NEVER && requests.isEmpty() && lost.isEmpty();
    }

    /** When it is forgotten; {@link RoomState#NEVER} while it is here. */
    long forgottenAt() {
        return leftAt == RoomState.NEVER ? RoomState.NEVER : leftAt + RoomState.CLIENT_KEPT_MILLIS;
    }

    /** The room's time goes back by so much. */
    void setBack(long millis) {
        if (leftAt != RoomState.NEVER) {
            leftAt = Math.max(0, leftAt - millis);
        }
    }

    /** As it is now, to be looked at later: what may grow large is copied as it lies. */
    Supplier<RoomSnapshot.Client> capture(String id) {
        long[] pairs = requests.idsAndSeqs();
        long forgottenUpTo = requests.forgottenUpTo();
        String nameNow = name;
        long leftAtNow = leftAt;
        List<RoomSnapshot.LostLock> lostNow = List.copyOf(lost);
        return () -> new RoomSnapshot.Client(
                id, nameNow, leftAtNow, Arrays.stream(pairs).boxed().toList(), forgottenUpTo, lostNow);
    }
}
