package dev.lockstep.hub.room;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.model.Entry;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.HubMessage;

/** How much data a stored room has, and whose it is. */
public final class Usage {

    /** So many clients of a room are told: those with the most bytes. */
    private static final int CLIENTS_MAX = 20;

    private Usage() {}

    /** Reads {@code room} from {@code journal}. Blocks on the disk. */
    public static HubMessage.Used of(String room, Journal journal) {
        try {
            return journal.load(room).map(past -> of(room, past)).orElseGet(() -> nothing(room, "it was deleted"));
        } catch (JournalException e) {
            return nothing(room, String.valueOf(e.getMessage()));
        }
    }

    private static HubMessage.Used nothing(String room, String problem) {
        return new HubMessage.Used(room, 0, 0, 0, List.of(), problem);
    }

    private static HubMessage.Used of(String room, Journal.Past past) {
        RoomState state = new RoomState(past.snapshot());
        past.since().forEach(logged -> state.apply(logged.command(), logged.at()));
        RoomSnapshot now = state.snapshot();
        Map<String, HubMessage.UsedBy> byClient = new HashMap<>();
        for (Entry entry : now.entries()) {
            String client = entry.changedBy();
            if (client != null) {
                String name = state.nameOfClient(client);
                long bytes = (long) entry.key().length() + entry.value().encodedBytes();
                byClient.merge(
                        client, new HubMessage.UsedBy(client, name == null ? "" : name, 1, bytes), Usage::together);
            }
        }
        List<HubMessage.UsedBy> by = new ArrayList<>(byClient.values());
        by.sort(Comparator.comparingLong(HubMessage.UsedBy::bytes).reversed());
        return new HubMessage.Used(
                room,
                now.entries().size(),
                state.bytes(),
                state.now(),
                by.subList(0, Math.min(by.size(), CLIENTS_MAX)),
                null);
    }

    private static HubMessage.UsedBy together(HubMessage.UsedBy one, HubMessage.UsedBy other) {
        return new HubMessage.UsedBy(
                one.client(), one.name(), one.entries() + other.entries(), one.bytes() + other.bytes());
    }
}
