package dev.lockstep.fx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.LostHistory;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.Replica;
import dev.lockstep.client.RoomListener;
import dev.lockstep.model.Json;
import dev.lockstep.model.Names;
import dev.lockstep.wire.HubMessage;

/** Hands what happens in a room to what shows it, in this order: lists and maps, properties, blocks that refresh. */
final class RoomDispatcher implements RoomListener {

    /** A signal, and who sent it. */
    record ReceivedSignal(Member from, Json value) {}

    private final SharedObjects objects;
    private final Refreshes refreshes;
    private final RoomLocks locks;
    private final People people;
    private final RoomAccess access;
    private final RoomLoading loading;
    private final ReadOnlyObjectWrapper<@Nullable LostHistory> lostHistory;
    private final Consumer<RefusedException> refusals;
    private final Handlers<ReceivedSignal> signalHandlers;
    private final Runnable updatePending;

    RoomDispatcher(
            SharedObjects objects,
            Refreshes refreshes,
            RoomLocks locks,
            People people,
            RoomAccess access,
            RoomLoading loading,
            ReadOnlyObjectWrapper<@Nullable LostHistory> lostHistory,
            Consumer<RefusedException> refusals,
            Handlers<ReceivedSignal> signalHandlers,
            Runnable updatePending) {
        this.objects = objects;
        this.refreshes = refreshes;
        this.locks = locks;
        this.people = people;
        this.access = access;
        this.loading = loading;
        this.lostHistory = lostHistory;
        this.refusals = refusals;
        this.signalHandlers = signalHandlers;
        this.updatePending = updatePending;
    }

    @Override
    public void changed(Replica.Delta delta) {
        Refresh.untracked(() -> show(delta)); // what listeners read, a block that writes has not read
    }

    private void show(Replica.Delta delta) {
        updatePending.run();
        Map<String, Set<String>> byParent = new HashMap<>();
        for (String key : delta.changed()) {
            byParent.computeIfAbsent(Names.parentOf(key), p -> new LinkedHashSet<>())
                    .add(key);
        }
        objects.update(byParent);
        for (String key : delta.changed()) {
            if (delta.triggersRefresh(key)) {
                touch(key);
            } else {
                objects.changedQuietly(key);
            }
        }
        if (!delta.locks().isEmpty()) {
            locks.refresh();
        }
    }

    private void touch(String key) {
        objects.fire(key);
        refreshes.touch(key);
    }

    @Override
    public void refreshed(List<String> keys) {
        new HashSet<>(keys).forEach(this::touch);
    }

    @Override
    public void members(List<HubMessage.Member> now) {
        people.show(now);
    }

    @Override
    public void accessChanged() {
        access.update();
    }

    @Override
    public void signalled(HubMessage.Signal signal) {
        Member from = people.member(signal.session(), signal.client());
        signalHandlers.call(new ReceivedSignal(from, signal.value()));
    }

    @Override
    public void refused(RefusedException refusal) {
        refusals.accept(refusal);
    }

    @Override
    public void lost(HubMessage.Lost lost) {
        locks.lost(lost.fence());
    }

    @Override
    public void lostHistory(LostHistory lost) {
        lostHistory.set(lost);
    }

    @Override
    public void notJoined(String reason) {
        loading.notJoined(reason);
    }

    @Override
    public void ended(String reason) {
        loading.ended(reason);
    }

    @Override
    public void reopened() {
        loading.reopened();
    }

    @Override
    public void joined(String session) {
        loading.joined();
        locks.refresh();
    }
}
