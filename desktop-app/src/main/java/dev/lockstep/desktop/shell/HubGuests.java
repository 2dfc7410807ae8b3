package dev.lockstep.desktop.shell;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.collections.MapChangeListener;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Invite;
import dev.lockstep.client.PairingWords;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;
import dev.lockstep.model.Role;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubRooms;
import dev.lockstep.wire.HubRooms.BanEntry;
import dev.lockstep.wire.HubRooms.CodeEntry;
import dev.lockstep.wire.HubRooms.GuestEntry;
import dev.lockstep.wire.HubRooms.InviteEntry;

/** The invites of a hub, and who was sent away from it: for whoever hosts it. On the JavaFX thread; needs no toolkit. */
final class HubGuests implements AutoCloseable {

    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 16;
    private static final int LABEL_MAX = 60;
    private static final int DRAWS_MAX = 20;
    private static final Duration WORDS = Duration.ofMinutes(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * An invite, and who came by it.
     *
     * @param names of the guests, for display
     */
    record Row(String id, InviteEntry invite, List<String> names) {

        /** Whether somebody can still come by it at {@code now}. */
        boolean isOpen(long now) {
            return !invite.revoked()
                    && (invite.until() == 0 || now < invite.until())
                    && (invite.uses() == 0 || invite.used() < invite.uses());
        }
    }

    private final RoomPool rooms;
    private final SharedRoom room;
    private final LongSupplier clock;
    private final SharedMap<Json> invites;
    private final SharedMap<Json> guests;
    private final MapChangeListener<String, Json> listener;

    /**
     * @param clock tells the time, in milliseconds since 1970
     * @param changed told when an invite, or who came by it, is another
     */
    HubGuests(RoomPool rooms, LongSupplier clock, Runnable changed) {
        this.rooms = rooms;
        this.room = rooms.take(HubRooms.ADMISSION);
        this.clock = clock;
        this.invites = room.map(HubRooms.INVITES, Json.class);
        this.guests = room.map(HubRooms.GUESTS, Json.class);
        this.listener = any -> changed.run();
        invites.addListener(listener);
        guests.addListener(listener);
    }

    /** All invites, those that can still be used first. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Map<String, List<String>> names = names();
        invites.forEach((id, json) -> {
            InviteEntry invite = InviteEntry.read(json);
            if (invite != null) {
                rows.add(new Row(id, invite, names.getOrDefault(id, List.of())));
            }
        });
        long now = clock.getAsLong();
        rows.sort(Comparator.comparing((Row row) -> !row.isOpen(now))
                .thenComparing(row -> row.invite().label())
                .thenComparing(Row::id));
        return rows;
    }

    /** Of the guests, by invite. */
    private Map<String, List<String>> names() {
        Map<String, List<String>> names = new HashMap<>();
        for (Json json : guests.values()) {
            GuestEntry guest = GuestEntry.read(json);
            if (guest != null) {
                names.computeIfAbsent(guest.invite(), invite -> new ArrayList<>())
                        .add(DisplayText.name(guest.name()));
            }
        }
        return names;
    }

    /**
     * Makes an invite.
     *
     * @param role of those who come by it
     * @param forRoom the only room that they may come into, empty for all
     * @param lasts how long it can be used, zero for ever
     * @param uses how many may come by it, 0 for any number
     * @param linkOf makes its link of what takes the place of a token; where it can't, there is no invite
     * @return the link, once the hub has the invite; fails with a message for people
     */
    CompletionStage<String> make(
            Role role, String forRoom, String label, Duration lasts, long uses, UnaryOperator<String> linkOf) {
        String id = random(ID_BYTES);
        String secret = random(SECRET_BYTES);
        String link = linkOf.apply(Invite.secret(id, secret));
        long until = lasts.isZero() ? 0 : clock.getAsLong() + lasts.toMillis();
        String called = DisplayText.line(label.strip(), LABEL_MAX);
        InviteEntry entry = new InviteEntry(HubRooms.hash(secret), role, forRoom, called, until, uses, 0, false);
        return room.put(HubRooms.INVITES + "/" + id, entry.toJson()).thenApply(receipt -> link);
    }

    /**
     * Makes words to be said over the phone: they let one person in, within ten minutes.
     *
     * @param role of who comes by them
     * @param forRoom the only room that they may come into, empty for all
     * @return the words, once the hub knows them; fails with a message for people
     */
    CompletionStage<PairingWords> makeWords(Role role, String forRoom) {
        PairingWords words = PairingWords.draw();
        for (int i = 0; i < DRAWS_MAX && room.get(HubRooms.CODES + "/" + words.code(), Json.class) != null; i++) {
            words = PairingWords.draw(); // the hub has to know which code is meant
        }
        PairingWords drawn = words;
        CodeEntry entry = new CodeEntry(drawn.secret(), role, forRoom, clock.getAsLong() + WORDS.toMillis(), 0);
        return room.put(HubRooms.CODES + "/" + drawn.code(), entry.toJson()).thenApply(receipt -> drawn);
    }

    /** Lets nobody in by it any more; who came by it is put out. */
    void revoke(Row row) {
        room.update(HubRooms.INVITES + "/" + row.id(), Json.class, json -> {
            InviteEntry now = InviteEntry.read(json);
            return now == null ? null : now.revokedNow().toJson();
        });
    }

    /**
     * Sends somebody away.
     *
     * @param client their public name
     * @param lasts how long they may not come in again: zero for merely now
     */
    CompletionStage<?> sendAway(String client, String name, Duration lasts) {
        return ban(client, name, clock.getAsLong() + lasts.toMillis());
    }

    /** Sends somebody away for good. */
    CompletionStage<?> sendAwayForGood(String client, String name) {
        return ban(client, name, 0);
    }

    /**
     * Where somebody comes from, in words.
     *
     * @param people who is connected; null where that isn't known
     */
    static String whereFrom(String client, @Nullable List<HubMessage.Connected> people) {
        return (people == null ? List.<HubMessage.Connected>of() : people)
                .stream()
                        .filter(each -> each.client().equals(client))
                        .findFirst()
                        .map(each -> "From " + each.address() + ", since "
                                + SINCE.format(Instant.ofEpochMilli(each.at()).atZone(ZoneId.systemDefault())))
                        .orElse("Where they come from isn't known now");
    }

    private CompletionStage<?> ban(String client, String name, long until) {
        return room.put(HubRooms.BANS + "/" + client, new BanEntry(name, until).toJson());
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public void close() {
        invites.removeListener(listener);
        guests.removeListener(listener);
        rooms.giveBack(HubRooms.ADMISSION);
    }
}
