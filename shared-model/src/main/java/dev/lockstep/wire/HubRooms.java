package dev.lockstep.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;
import dev.lockstep.model.Role;

/** What a hub keeps in rooms of its own: whom it lets in, and what those who host it have done. Their entries are read and written here. */
public final class HubRooms {

    /** The room of those who host the hub: nobody else may be in it. It has invites, their guests, and bans. */
    public static final String ADMISSION = "~hub";

    /** The room with what hosts have done; everybody may read it. */
    public static final String LOG = "~log";

    /** Invites are the entries below, by id. */
    public static final String INVITES = "invite";

    /** Who came in by an invite are the entries below, by the client's public name. */
    public static final String GUESTS = "guest";

    /** Who may not come in are the entries below, by the client's public name. */
    public static final String BANS = "ban";

    /** Who asks to be let in are the entries below, by a name that the hub draws. */
    public static final String PAIRS = "pair";

    /** Codes to be said over the phone are the entries below, by their public word. */
    public static final String CODES = "code";

    /** Rooms that are not for everybody are the entries below, by {@link #hash} of their names. */
    public static final String PRIVATE = "private";

    /** What hosts have done are the entries below, in the order of their keys. */
    public static final String DEEDS = "deed";

    /** So many deeds are kept. */
    public static final int DEEDS_MAX = 1_000;

    private static final int ID_MAX = 100;
    private static final int TEXT_MAX = 200;

    private HubRooms() {}

    /**
     * An invite: whoever knows its secret may come in.
     *
     * @param hash {@link #hash} of the secret
     * @param role of those who come by it
     * @param room the only room that they may come into, with its parts; empty for all
     * @param label what its maker calls it, maybe empty
     * @param until when it ends for those who have not come yet, in milliseconds since 1970; 0 for never
     * @param uses how many clients may come by it; 0 for any number
     * @param used how many have
     * @param revoked whether it lets nobody in any more, whoever came by it included
     */
    public record InviteEntry(
            String hash, Role role, String room, String label, long until, long uses, long used, boolean revoked) {

        /** Null where {@code value} is none. */
        public static @Nullable InviteEntry read(@Nullable Json value) {
            JsonReader entry = JsonReader.of(value);
            Role role = Role.ofWireName(entry.at("role").text(TEXT_MAX)).orElse(null);
            InviteEntry read = new InviteEntry(
                    entry.at("hash").text(TEXT_MAX),
                    role == null ? Role.NONE : role,
                    entry.at("room").text(TEXT_MAX, ""),
                    entry.at("label").shortened(TEXT_MAX, ""),
                    (long) entry.at("until").number(0, Long.MAX_VALUE, 0),
                    (long) entry.at("uses").number(0, Long.MAX_VALUE, 0),
                    (long) entry.at("used").number(0, Long.MAX_VALUE, 0),
                    entry.at("revoked").flag(false));
            return role != null && entry.isFine() ? read : null;
        }

        /** As it is stored. */
        public Json.Obj toJson() {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("hash", Json.of(hash));
            members.put("role", Json.of(role.wireName()));
            members.put("room", Json.of(room));
            members.put("label", Json.of(label));
            members.put("until", Json.of((double) until));
            members.put("uses", Json.of((double) uses));
            members.put("used", Json.of((double) used));
            members.put("revoked", Json.of(revoked));
            return new Json.Obj(members);
        }

        /** The same after one more client came by it. */
        public InviteEntry usedOnceMore() {
            return new InviteEntry(hash, role, room, label, until, uses, used + 1, revoked);
        }

        /** The same, letting nobody in. */
        public InviteEntry revokedNow() {
            return new InviteEntry(hash, role, room, label, until, uses, used, true);
        }
    }

    /**
     * Somebody who came in by an invite.
     *
     * @param invite the id of the invite
     * @param name what they called themselves then
     * @param at when, in milliseconds since 1970
     */
    public record GuestEntry(String invite, String name, long at) {

        /** Null where {@code value} is none. */
        public static @Nullable GuestEntry read(@Nullable Json value) {
            JsonReader entry = JsonReader.of(value);
            GuestEntry read = new GuestEntry(
                    entry.at("invite").text(ID_MAX), entry.at("name").shortened(TEXT_MAX, ""), (long)
                            entry.at("at").number(0, Long.MAX_VALUE, 0));
            return entry.isFine() ? read : null;
        }

        /** As it is stored. */
        public Json.Obj toJson() {
            return new Json.Obj(Map.of("invite", Json.of(invite), "name", Json.of(name), "at", Json.of((double) at)));
        }
    }

    /**
     * Somebody who was sent away.
     *
     * @param name what people knew them by
     * @param until when they may come in again, in milliseconds since 1970; 0 for never. Where it is past, they were merely sent away once
     */
    public record BanEntry(String name, long until) {

        /** Null where {@code value} is none. */
        public static @Nullable BanEntry read(@Nullable Json value) {
            JsonReader entry = JsonReader.of(value);
            BanEntry read = new BanEntry(entry.at("name").shortened(TEXT_MAX, ""), (long)
                    entry.at("until").number(0, Long.MAX_VALUE, 0));
            return entry.isFine() ? read : null;
        }

        /** As it is stored. */
        public Json.Obj toJson() {
            return new Json.Obj(Map.of("name", Json.of(name), "until", Json.of((double) until)));
        }

        /** Whether they may not come in at {@code now}. */
        public boolean isInForce(long now) {
            return until == 0 || now < until;
        }
    }

    /**
     * Somebody who asks to be let in. The hub writes it, and a host the same with an answer.
     *
     * @param name what they call themselves
     * @param color a CSS colour, maybe empty
     * @param address where they come from
     * @param digits those on their screen, unless somebody is in between: {@link PairingDigits}
     * @param at since when, in milliseconds since 1970
     * @param answer what they may do, {@link Role#NONE} for nothing; null until a host has decided
     */
    public record PairEntry(
            String name,
            String color,
            String address,
            String digits,
            long at,
            @Nullable Role answer) {

        /** Null where {@code value} is none. */
        public static @Nullable PairEntry read(@Nullable Json value) {
            JsonReader entry = JsonReader.of(value);
            String answer = entry.at("answer").text(TEXT_MAX, "");
            PairEntry read = new PairEntry(
                    entry.at("name").shortened(TEXT_MAX, ""),
                    entry.at("color").text(TEXT_MAX, ""),
                    entry.at("address").text(TEXT_MAX, ""),
                    entry.at("digits").text(TEXT_MAX),
                    (long) entry.at("at").number(0, Long.MAX_VALUE, 0),
                    Role.ofWireName(answer).orElse(null));
            return entry.isFine() ? read : null;
        }

        /** As it is stored. */
        public Json.Obj toJson() {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("name", Json.of(name));
            members.put("color", Json.of(color));
            members.put("address", Json.of(address));
            members.put("digits", Json.of(digits));
            members.put("at", Json.of((double) at));
            if (answer != null) {
                members.put("answer", Json.of(answer.wireName()));
            }
            return new Json.Obj(members);
        }

        /** The same with what a host has decided. */
        public PairEntry answered(Role role) {
            return new PairEntry(name, color, address, digits, at, role);
        }
    }

    /**
     * A code to be said over the phone: it lets one person in who knows its words.
     *
     * @param words the secret ones, as {@link TokenProof} takes them
     * @param role of who comes by it
     * @param room the only room that they may come into, with its parts; empty for all
     * @param until when it ends, in milliseconds since 1970
     * @param failures how often it was tried with other words
     */
    public record CodeEntry(String words, Role role, String room, long until, int failures) {

        /** So many wrong tries end it. */
        public static final int FAILURES_MAX = 5;

        /** Null where {@code value} is none. */
        public static @Nullable CodeEntry read(@Nullable Json value) {
            JsonReader entry = JsonReader.of(value);
            Role role = Role.ofWireName(entry.at("role").text(TEXT_MAX)).orElse(null);
            CodeEntry read = new CodeEntry(
                    entry.at("words").text(TEXT_MAX),
                    role == null ? Role.NONE : role,
                    entry.at("room").text(TEXT_MAX, ""),
                    (long) entry.at("until").number(0, Long.MAX_VALUE),
                    (int) entry.at("failures").number(0, Integer.MAX_VALUE, 0));
            return role != null && entry.isFine() ? read : null;
        }

        /** As it is stored. */
        public Json.Obj toJson() {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("words", Json.of(words));
            members.put("role", Json.of(role.wireName()));
            members.put("room", Json.of(room));
            members.put("until", Json.of((double) until));
            members.put("failures", Json.of(failures));
            return new Json.Obj(members);
        }

        /** The same after one more wrong try. */
        public CodeEntry failedOnceMore() {
            return new CodeEntry(words, role, room, until, failures + 1);
        }

        /** Whether it lets somebody in at {@code now}. */
        public boolean isOpen(long now) {
            return now < until && failures < FAILURES_MAX;
        }
    }

    /**
     * A room that is not for everybody. The hub writes it, to know whom it may list the room for before it has read it.
     *
     * @param room its name
     * @param clients those that may come in, by their public names
     */
    public record PrivateEntry(String room, Set<String> clients) {

        /** So many may have a role in a room. */
        private static final int CLIENTS_MAX = 500;

        public PrivateEntry {
            clients = Set.copyOf(clients);
        }

        /** Null where {@code value} is none. */
        public static @Nullable PrivateEntry read(@Nullable Json value) {
            JsonReader entry = JsonReader.of(value);
            Set<String> clients = new TreeSet<>();
            for (JsonReader each : entry.at("clients").items(CLIENTS_MAX)) {
                clients.add(each.text(ID_MAX));
            }
            PrivateEntry read = new PrivateEntry(entry.at("room").text(TEXT_MAX), clients);
            return entry.isFine() ? read : null;
        }

        /** As it is stored. */
        public Json.Obj toJson() {
            List<Json> names = new TreeSet<>(clients).stream().map(Json::of).collect(Collectors.toList());
            return new Json.Obj(Map.of("room", Json.of(room), "clients", new Json.Arr(names)));
        }
    }

    /** What a host may have done. */
    public enum Deed {
        /** Changed who may do what in a room. */
        ACCESS("access"),
        /** Took a lock from its holder. */
        LOCK("lock"),
        /** Deleted a room. */
        DELETE("delete"),
        /** Made an invite. */
        INVITE("invite"),
        /** Revoked an invite. */
        REVOKE("revoke"),
        /** Sent somebody away. */
        BAN("ban"),
        /** Let somebody come again. */
        ALLOW("allow");

        private final String wireName;

        Deed(String wireName) {
            this.wireName = wireName;
        }

        /** As entries call it. */
        public String wireName() {
            return wireName;
        }

        private static @Nullable Deed ofWireName(String wireName) {
            for (Deed deed : values()) {
                if (deed.wireName.equals(wireName)) {
                    return deed;
                }
            }
            return null;
        }
    }

    /**
     * What a host has done.
     *
     * @param at when, in milliseconds since 1970
     * @param client the host's public name
     * @param name what people know them by
     * @param room where, empty where it is about the whole hub
     * @param about whom or what it concerns, for people; maybe empty
     */
    public record DeedEntry(long at, String client, String name, Deed deed, String room, String about) {

        /** Null where {@code value} is none that this version knows. */
        public static @Nullable DeedEntry read(@Nullable Json value) {
            JsonReader entry = JsonReader.of(value);
            Deed deed = Deed.ofWireName(entry.at("deed").text(TEXT_MAX));
            long at = (long) entry.at("at").number(0, Long.MAX_VALUE);
            String client = entry.at("client").text(ID_MAX);
            String name = entry.at("name").shortened(TEXT_MAX, "");
            String room = entry.at("room").shortened(TEXT_MAX, "");
            String about = entry.at("about").shortened(TEXT_MAX, "");
            return deed != null && entry.isFine() ? new DeedEntry(at, client, name, deed, room, about) : null;
        }

        /** As it is stored. */
        public Json.Obj toJson() {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("at", Json.of((double) at));
            members.put("client", Json.of(client));
            members.put("name", Json.of(name));
            members.put("deed", Json.of(deed.wireName()));
            members.put("room", Json.of(room));
            members.put("about", Json.of(about));
            return new Json.Obj(members);
        }
    }

    /** What of an invite's secret is stored: base64url(SHA-256(secret)). It can't be guessed back, for a secret is random and long. */
    public static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
