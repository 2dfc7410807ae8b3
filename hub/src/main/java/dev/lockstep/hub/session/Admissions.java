package dev.lockstep.hub.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.Invited;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.HubRooms;
import dev.lockstep.wire.HubRooms.BanEntry;
import dev.lockstep.wire.HubRooms.GuestEntry;
import dev.lockstep.wire.HubRooms.InviteEntry;
import dev.lockstep.wire.HubRooms.PairEntry;
import dev.lockstep.wire.HubRooms.PrivateEntry;

/**
 * Whom a hub lets in: by invites, and unless they are banned. Both are entries of the room {@link HubRooms#ADMISSION}, which hosts write;
 * what follows from a change of them is done at once. Safe for use by many threads.
 */
final class Admissions {

    private static final Logger LOG = System.getLogger(Admissions.class.getName());

    private static final String REVOKED = "this invite was revoked; ask for a new one";

    /** Said of an id that isn't known, and of a secret that doesn't fit: who guesses learns nothing. */
    static final String UNKNOWN = "this invite is not known here; ask for a new one";

    /**
     * @param invited what the client's invite gives it, null where it came without
     * @param refusal why it is not let in, for people; null where it is
     */
    record Answer(@Nullable Invited invited, @Nullable String refusal) {

        private static Answer refused(String why) {
            return new Answer(null, why);
        }
    }

    /** So many may have come by invites at most: who has a link for any number of people could fill the hub with made-up ones. */
    static final int GUESTS_MAX = 10_000;

    private static final int INVITES_MAX = 1_000;

    private final Rooms rooms;
    private final Pairings pairings;
    private final LongSupplier clock;
    private final BiConsumer<String, String> sendAway;
    private final BiConsumer<String, String> comeBack;
    private CompletableFuture<Void> ready;
    private final Map<String, InviteEntry> invites = new ConcurrentHashMap<>(); // as the room has them
    private final Map<String, GuestEntry> guests = new ConcurrentHashMap<>();
    private final Map<String, BanEntry> bans = new ConcurrentHashMap<>();

    /**
     * @param pairings told of those who ask to be let in, and of what hosts answer
     * @param clock tells the time, in milliseconds since 1970
     * @param sendAway ends the connection of a client for good, with a reason for people
     * @param comeBack ends the connection of a client, which is to come back as what it is now
     */
    Admissions(
            Rooms rooms,
            Pairings pairings,
            LongSupplier clock,
            BiConsumer<String, String> sendAway,
            BiConsumer<String, String> comeBack) {
        this.rooms = rooms;
        this.pairings = pairings;
        this.clock = clock;
        this.sendAway = sendAway;
        this.comeBack = comeBack;
        rooms.watch(HubRooms.ADMISSION, this::changed);
        this.ready = read();
    }

    private CompletableFuture<Void> read() {
        CompletableFuture<Void> reading = rooms.read(HubRooms.ADMISSION).toCompletableFuture();
        reading.exceptionally(failure -> {
            LOG.log(Level.ERROR, "invites and bans can''t be read: only whoever hosts the hub comes in", failure);
            return null;
        });
        return reading;
    }

    /** Completes when the room was read; a disk that failed may work again by now. */
    private synchronized CompletionStage<Void> ready() {
        if (ready.isCompletedExceptionally()) {
            ready = read();
        }
        return ready;
    }

    // ---- who comes in

    /** @param invite {@code id.secret} of an invite, null where the client came without */
    CompletionStage<Answer> judge(String client, String name, @Nullable String invite) {
        return ready().thenCompose(done -> {
            String banned = banned(client);
            if (banned != null) {
                return CompletableFuture.completedStage(Answer.refused(banned));
            }
            return invite == null
                    ? CompletableFuture.completedStage(new Answer(null, null))
                    : judgeInvite(client, name, invite);
        });
    }

    private @Nullable String banned(String client) {
        BanEntry ban = bans.get(client);
        return ban != null && ban.isInForce(clock.getAsLong())
                ? "whoever hosts it has sent you away" + (ban.until() == 0 ? "" : " for a while")
                : null;
    }

    /**
     * Why a client has to go that was let in a moment ago, null where it may stay: a host may have changed something meanwhile.
     *
     * @param invite as in {@link #judge}
     */
    @Nullable
    String refusalSince(String client, @Nullable String invite) {
        String banned = banned(client);
        if (banned != null || invite == null) {
            return banned;
        }
        InviteEntry entry = invites.get(invite.substring(0, Math.max(0, invite.indexOf('.'))));
        return entry == null || entry.revoked() ? REVOKED : null;
    }

    private CompletionStage<Answer> judgeInvite(String client, String name, String invite) {
        int dot = invite.indexOf('.');
        String id = invite.substring(0, Math.max(0, dot));
        String secret = invite.substring(dot + 1);
        Answer[] answer = {Answer.refused(UNKNOWN)};
        return rooms.act(HubRooms.ADMISSION, state -> {
                    InviteEntry entry = InviteEntry.read(state.entries().value(HubRooms.INVITES + "/" + id));
                    GuestEntry guest = GuestEntry.read(state.entries().value(HubRooms.GUESTS + "/" + client));
                    boolean isGuest = guest != null && guest.invite().equals(id);
                    answer[0] = answer(entry, secret, isGuest);
                    if (entry == null || answer[0].refusal() != null || isGuest) {
                        return List.of();
                    }
                    GuestEntry comes = new GuestEntry(id, name, clock.getAsLong());
                    return List.of(
                            new Operation.Put(HubRooms.GUESTS + "/" + client, comes.toJson()),
                            new Operation.Put(
                                    HubRooms.INVITES + "/" + id,
                                    entry.usedOnceMore().toJson()));
                })
                .thenApply(done -> answer[0]);
    }

    private Answer answer(@Nullable InviteEntry entry, String secret, boolean isGuest) {
        if (entry == null || !HubProof.same(entry.hash(), HubRooms.hash(secret))) {
            return Answer.refused(UNKNOWN);
        } else if (entry.revoked()) {
            return Answer.refused(REVOKED);
        } else if (!isGuest && entry.until() != 0 && clock.getAsLong() >= entry.until()) {
            return Answer.refused("this invite has expired; ask for a new one");
        } else if (!isGuest && entry.uses() != 0 && entry.used() >= entry.uses()) {
            return Answer.refused("this invite was used already; ask for a new one");
        }
        return isGuest || guests.size() < GUESTS_MAX
                ? new Answer(new Invited(entry.role(), entry.room()), null)
                : Answer.refused("as many have come by invites as this hub takes; whoever hosts it can remove some");
    }

    // ---- what hosts change

    /** On the room's loop, when it is stored and before anybody is answered. */
    private void changed(RoomState state, @Nullable List<Commit> commits) {
        if (commits == null) {
            state.entries().all().forEach(entry -> changed(state, entry.key(), false));
            invites.keySet().removeIf(id -> state.entries().get(HubRooms.INVITES + "/" + id) == null);
            guests.keySet().removeIf(client -> state.entries().get(HubRooms.GUESTS + "/" + client) == null);
            bans.keySet().removeIf(client -> state.entries().get(HubRooms.BANS + "/" + client) == null);
            return; // that is what was here before
        }
        for (Commit commit : commits) {
            commit.ops().forEach(op -> changed(state, op.key(), true));
        }
    }

    /** @param isNews whether a host has just changed it */
    private void changed(RoomState state, String key, boolean isNews) {
        int slash = key.indexOf('/');
        String kind = key.substring(0, Math.max(0, slash));
        String id = key.substring(slash + 1);
        Json value = state.entries().value(key);
        switch (kind) {
            case HubRooms.INVITES -> {
                InviteEntry now =
                        invites.size() < INVITES_MAX || invites.containsKey(id) ? InviteEntry.read(value) : null;
                InviteEntry before = replace(invites, id, now);
                if (isNews) {
                    inviteChanged(state, id, before, now);
                }
            }
            case HubRooms.GUESTS -> replace(guests, id, GuestEntry.read(value));
            case HubRooms.BANS -> {
                BanEntry now = BanEntry.read(value);
                BanEntry before = replace(bans, id, now);
                if (isNews && now != null && !now.equals(before)) {
                    sendAway.accept(id, "whoever hosts it has sent you away");
                    record(state, key, HubRooms.Deed.BAN, now.name());
                } else if (isNews && now == null && before != null) {
                    record(state, key, HubRooms.Deed.ALLOW, before.name());
                }
            }
            case HubRooms.PAIRS -> pairings.changed(id, PairEntry.read(value));
            case HubRooms.PRIVATE -> {
                PrivateEntry entry = PrivateEntry.read(value);
                if (entry != null && !isNews) {
                    rooms.privateRooms().read(entry);
                }
            }
            case HubRooms.CODES -> LOG.log(Level.DEBUG, "a code to be said was made, tried or removed");
            default -> LOG.log(Level.DEBUG, "the room of hosts has {0}, which means nothing", key);
        }
    }

    private static <V> @Nullable V replace(Map<String, V> map, String id, @Nullable V now) {
        return now == null ? map.remove(id) : map.put(id, now);
    }

    private void inviteChanged(RoomState state, String id, @Nullable InviteEntry before, @Nullable InviteEntry now) {
        if (before == null) {
            if (now != null) {
                record(state, HubRooms.INVITES + "/" + id, HubRooms.Deed.INVITE, now.label());
            }
        } else if (now == null || (now.revoked() && !before.revoked())) {
            record(state, HubRooms.INVITES + "/" + id, HubRooms.Deed.REVOKE, before.label());
            guestsOf(id).forEach(client -> sendAway.accept(client, "your invite was revoked"));
        } else if (now.role() != before.role() || !now.room().equals(before.room())) {
            guestsOf(id).forEach(client -> comeBack.accept(client, "you may do something else from now on"));
        }
    }

    private List<String> guestsOf(String invite) {
        return guests.entrySet().stream()
                .filter(guest -> guest.getValue().invite().equals(invite))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** By whoever wrote the entry last; of one that is gone it isn't known. */
    private void record(RoomState state, String key, HubRooms.Deed deed, String about) {
        Entry entry = state.entries().get(key);
        String client = entry == null || entry.changedBy() == null ? "" : entry.changedBy();
        String name = state.nameOfClient(client);
        rooms.deeds()
                .record(new HubRooms.DeedEntry(clock.getAsLong(), client, name == null ? "" : name, deed, "", about));
    }
}
