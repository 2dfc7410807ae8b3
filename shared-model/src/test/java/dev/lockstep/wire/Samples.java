package dev.lockstep.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.lockstep.model.Access;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Commit;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.Role;
import dev.lockstep.model.Rule;
import dev.lockstep.model.Segment;

/** One message of each kind and of each shape worth telling apart, by the name of its golden file. */
final class Samples {

    private static final String CLIENT = "k3J9aB_-0123456789xyzQ";

    private static final String OTHER_CLIENT = "Grace7_-0123456789xyzQ";

    private static final LockInfo HELD = new LockInfo("count", "s17", "Ada", 91, 1);

    private static final LockInfo FREE = new LockInfo("shape/1", null, null, 0, 0);

    private static final HubMessage.Member ADA =
            new HubMessage.Member("s17", CLIENT, "Ada", "#c0392b", object("cursor", numbers(3, 4)));

    private static final Access ACCESS = new Access(
            Role.VIEWER,
            new TreeMap<>(
                    Map.of(CLIENT, new Access.Grant(Role.HOST, "Ada"), OTHER_CLIENT, new Access.Grant(Role.NONE, ""))),
            new TreeMap<>(Map.of("", Role.HOST, "~chat", Role.VIEWER, "shape/1", Role.EDITOR)));
    private static final AccessChange ACCESS_CHANGE = AccessChange.NOTHING
            .everyone(Role.VIEWER)
            .client(CLIENT, Role.HOST)
            .client(OTHER_CLIENT, null)
            .writers("", Role.HOST)
            .writers("shape", null);
    private static final List<Rule> RULES =
            List.of(new Rule("message", Rule.Who.CREATOR), new Rule("", Rule.Who.ANYONE));

    private Samples() {}

    static Map<String, ClientMessage> clientMessages() {
        Map<String, ClientMessage> samples = new LinkedHashMap<>();
        samples.put(
                "hello", new ClientMessage.Hello(1, CLIENT, "a secret", "Ada \"\u00e9\ud83d\ude00\"", "#c0392b", "t"));
        samples.put(
                "hello-compact",
                new ClientMessage.Hello(1, CLIENT, "a secret", "Ada", "#c0392b", null, null, null, true, null));
        samples.put(
                "hello-token-proof",
                new ClientMessage.Hello(1, CLIENT, "a secret", "Ada", "#c0392b", null, null, "a proof", true, null));
        samples.put(
                "hello-invite",
                new ClientMessage.Hello(
                        1, CLIENT, "a secret", "Ada", "#c0392b", null, null, null, true, "3kf9x_-A.a secret"));
        samples.put("hello-without-token", new ClientMessage.Hello(1, CLIENT, "a secret", "Ada", "", null));
        samples.put("identify", new ClientMessage.Identify("0123456789abcdefghijkl"));
        samples.put(
                "hello-of-same-user",
                new ClientMessage.Hello(1, CLIENT, "a secret", "Ada", "#c0392b", null, "a proof", null, false, null));
        samples.put("pair", new ClientMessage.Pair("Grace", "#c0392b", null, null));
        samples.put("pair-code", new ClientMessage.Pair("Grace", "", "amber", "a proof"));
        samples.put("pair-nonce", new ClientMessage.PairNonce("drawn"));
        samples.put("rooms-watched", new ClientMessage.Rooms(true));
        samples.put("rooms-unwatched", new ClientMessage.Rooms(false));
        samples.put("join", new ClientMessage.Join("lobby", null));
        samples.put("join-since", new ClientMessage.Join("lobby/2", new ClientMessage.Since("e1", 41)));
        samples.put("leave", new ClientMessage.Leave("lobby"));
        samples.put("delete", new ClientMessage.Delete("lobby"));
        samples.put("usage-asked", new ClientMessage.Usage());
        samples.put("people-asked", new ClientMessage.People());
        samples.put("commit", new ClientMessage.Commit("lobby", 7, everything()));
        samples.put(
                "commit-plain",
                new ClientMessage.Commit("lobby", Limits.INTEGER_MAX, CommitRequest.of(new Operation.Remove("old"))));
        samples.put("lock", new ClientMessage.Lock("lobby", 8, List.of("count", "shape/1"), 30_000));
        samples.put("unlock", new ClientMessage.Unlock("lobby", 9, 91));
        samples.put("unlock-of-request", new ClientMessage.EndWait("lobby", 9, 8));
        samples.put("access", new ClientMessage.SetAccess("lobby", 11, ACCESS_CHANGE));
        samples.put("access-of-nothing", new ClientMessage.SetAccess("lobby", 12, AccessChange.NOTHING));
        samples.put("rules", new ClientMessage.Rules("lobby", 10, RULES));
        samples.put("history-asked", new ClientMessage.History("lobby", 1, 500));
        samples.put("history-of-keys-asked", new ClientMessage.History("lobby", 1, 500, List.of("count", "x/y"), 120));
        samples.put("refresh-asked", new ClientMessage.Refresh("lobby", List.of("count", "x/y")));
        samples.put("presence-shown", new ClientMessage.Presence("lobby", object("cursor", numbers(3, 4))));
        samples.put("signal-sent", new ClientMessage.Signal("lobby", Json.ofNull()));
        return samples;
    }

    static Map<String, HubMessage> hubMessages() {
        Map<String, HubMessage> samples = new LinkedHashMap<>();
        samples.put("identity", new HubMessage.Identity("h", "a key", "127.0.0.1:7171", "signed", "drawn", null));
        samples.put("pairing-commitment", new HubMessage.Pairing("hashed", null, null, null));
        samples.put("pairing-nonce", new HubMessage.Pairing(null, "drawn", null, null));
        samples.put("pairing-invite", new HubMessage.Pairing(null, null, "a proof", "3kf9x_-A.a secret"));
        samples.put(
                "identity-of-same-user",
                new HubMessage.Identity("h", "a key", "127.0.0.1:7171", "signed", "drawn", "a proof"));
        samples.put(
                "welcome",
                new HubMessage.Welcome(1, "h1", "s17", true, "Ada", 5_000, 10_000, Limits.DEFAULT, Bounds.DEFAULT));
        samples.put(
                "welcome-token-proof",
                new HubMessage.Welcome(
                        1, "h1", "s17", true, "Ada", "a proof", 5_000, 10_000, Limits.DEFAULT, Bounds.DEFAULT));
        samples.put(
                "snapshot",
                new HubMessage.Snapshot(
                        "lobby",
                        "e1",
                        57,
                        List.of(new Entry("count", Json.of(3), 57, 2), new Entry("none", Json.ofNull(), 5, 5)),
                        true));
        samples.put(
                "snapshot-with-authors",
                new HubMessage.Snapshot(
                        "lobby",
                        "e1",
                        57,
                        List.of(
                                new Entry("count", Json.of(3), 57, 2, CLIENT, OTHER_CLIENT),
                                new Entry("mine", Json.of(4), 6, 6, CLIENT, CLIENT),
                                new Entry("old", Json.of(5), 7, 5, null, CLIENT)),
                        Map.of(CLIENT, "Ada", OTHER_CLIENT, "Grace"),
                        false));
        samples.put("snapshot-empty", new HubMessage.Snapshot("lobby", "e1", 0, List.of(), false));
        HubMessage.Member silent = new HubMessage.Member("s18", CLIENT, "Grace", "#000000", Json.ofNull(), Role.VIEWER);
        samples.put(
                "joined",
                new HubMessage.Joined("lobby", "e1", 57, "editor", List.of(HELD, FREE), List.of(ADA, silent)));
        samples.put(
                "joined-compact",
                new HubMessage.Joined(
                        "lobby",
                        "e1",
                        57,
                        "editor",
                        List.of(),
                        List.of(),
                        null,
                        null,
                        new HubMessage.Numbers(12, List.of(CLIENT)),
                        Access.DEFAULT,
                        false,
                        null));
        samples.put(
                "joined-with-rules",
                new HubMessage.Joined("lobby", "e1", 57, "host", List.of(), List.of(ADA), RULES, null));
        samples.put(
                "joined-restored",
                new HubMessage.Joined(
                        "lobby",
                        "e2",
                        57,
                        "editor",
                        List.of(),
                        List.of(),
                        null,
                        new HubMessage.Restored("e1", 57, 91)));
        samples.put(
                "joined-with-access",
                new HubMessage.Joined(
                        "lobby",
                        "e1",
                        57,
                        "host",
                        List.of(),
                        List.of(ADA),
                        RULES,
                        null,
                        null,
                        ACCESS,
                        true,
                        Role.VIEWER));
        samples.put(
                "changes-with-access",
                new HubMessage.Changes(
                        "lobby",
                        List.of(
                                new Commit(
                                        61, CLIENT, 9, 1_790_000_000_003L, List.of(), List.of(), false, null, ACCESS),
                                new Commit(
                                        62,
                                        null,
                                        0,
                                        1_790_000_000_004L,
                                        List.of(),
                                        List.of(),
                                        false,
                                        null,
                                        Access.DEFAULT)),
                        Map.of()));
        samples.put(
                "error-not-admitted",
                new HubMessage.Fault(HubMessage.ErrorCode.NOT_ADMITTED, "this room is for others", "lobby"));
        samples.put("left", new HubMessage.Left("lobby"));
        samples.put("changes", changes());
        samples.put(
                "changes-with-rules",
                new HubMessage.Changes(
                        "lobby",
                        List.of(new Commit(
                                61, CLIENT, 9, 1_790_000_000_003L, List.of(), List.of(), false, RULES, null)),
                        Map.of(CLIENT, "Ada")));
        samples.put(
                "rooms",
                new HubMessage.Rooms(
                        List.of(new HubMessage.Listed("lobby", 3), new HubMessage.Listed("lobby/2", 0)), true));
        samples.put("rooms-gone", new HubMessage.Rooms(List.of(), List.of("secret"), false));
        samples.put("deleted", new HubMessage.Deleted("lobby", 3));
        HubMessage.UsedBy hers = new HubMessage.UsedBy(CLIENT, "Ada", 2, 70);
        samples.put(
                "usage",
                new HubMessage.Usage(
                        List.of(
                                new HubMessage.Used("lobby", 3, 90, 1_790_000_000_000L, List.of(hers), null),
                                new HubMessage.Used("gone", 0, 0, 0, List.of(), "it is damaged")),
                        true));
        samples.put(
                "people",
                new HubMessage.People(
                        List.of(new HubMessage.Connected(CLIENT, "Ada", "192.168.1.5", 1_790_000_000_000L, true)),
                        false));
        samples.put("health", new HubMessage.Health(false));
        samples.put(
                "history",
                new HubMessage.History(
                        "lobby", 1, 500, new Segment(changes().commits(), Map.of(CLIENT, "Ada")), true, null));
        samples.put("history-lost", new HubMessage.History("lobby", 1, 2, Segment.EMPTY, false, "it is damaged"));
        samples.put(
                "history-of-keys",
                new HubMessage.History("lobby", 1, 500, List.of("count"), 301, Segment.EMPTY, true, null));
        samples.put("applied", new HubMessage.Applied("lobby", 7, 58, false));
        samples.put("applied-before", new HubMessage.Applied("lobby", 7, 58, true));
        samples.put("refused", new HubMessage.Refused("lobby", 7, RefusalCode.LOCKED, "Grace holds count", "count"));
        samples.put("refused-no-key", new HubMessage.Refused("lobby", 7, RefusalCode.TOO_LARGE, "too large", null));
        samples.put("granted", new HubMessage.Granted("lobby", 8, List.of("count", "shape/1"), 91, 10_000));
        samples.put("lost", new HubMessage.Lost("lobby", 91, List.of("count"), "expired"));
        samples.put("refresh", new HubMessage.Refresh("lobby", List.of("count"), "s17"));
        samples.put("presence", new HubMessage.Presence("lobby", List.of(ADA), List.of("s12", "s13")));
        samples.put("signal", new HubMessage.Signal("lobby", "s17", "", object("wave", Json.of(true))));
        samples.put("signal-with-sender", new HubMessage.Signal("lobby", "s17", CLIENT, object("wave", Json.of(true))));
        samples.put("error", new HubMessage.Fault(HubMessage.ErrorCode.UNKNOWN_TYPE, "no such type", null));
        samples.put(
                "error-in-room", new HubMessage.Fault(HubMessage.ErrorCode.NOT_JOINED, "join the room first", "lobby"));
        return samples;
    }

    private static CommitRequest everything() {
        return new CommitRequest(
                List.of(
                        new Operation.Put("count", Json.of(4)),
                        new Operation.Merge("shape/1", object("x", Json.of(3))),
                        new Operation.Add("likes", -0.5),
                        new Operation.Remove("old")),
                List.of(
                        new CommitRequest.Condition("count", 57, List.of(5L, 6L)),
                        new CommitRequest.Condition("old", 0)),
                List.of(91L, 92L),
                true);
    }

    private static HubMessage.Changes changes() {
        List<Operation> ops = List.of(
                new Operation.Put("count", Json.of(4)),
                new Operation.Merge("shape/1", object("x", Json.ofNull())),
                new Operation.Put("likes", Json.of(12)),
                new Operation.Remove("old"));
        return new HubMessage.Changes(
                "lobby",
                List.of(
                        new Commit(58, CLIENT, 7, 1_790_000_000_000L, ops, List.of(), false),
                        new Commit(59, CLIENT, 8, 1_790_000_000_001L, ops.subList(0, 1), List.of(), true),
                        new Commit(60, null, 0, 1_790_000_000_002L, List.of(), List.of(HELD, FREE), false)));
    }

    private static Json object(String name, Json value) {
        return new Json.Obj(Map.of(name, value));
    }

    private static Json numbers(double... values) {
        return new Json.Arr(java.util.Arrays.stream(values).mapToObj(Json::of).toList());
    }
}
