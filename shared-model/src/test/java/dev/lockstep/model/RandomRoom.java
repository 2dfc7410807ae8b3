package dev.lockstep.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** One room under random commands, all drawn from one seed. */
final class RandomRoom {

    static final long LEASE_MILLIS = 1_000;

    private static final Limits LIMITS = new Limits(100_000, 60, 5, 8, 300, 100);

    private static final int CLIENTS = 4;

    private static final List<String> KEYS = List.of("a", "a/b", "a/b/c", "a/d", "b", "b/x", "c", "d", "e", "f//g");

    private static final List<String> VALUES =
            List.of("1", "1.0", "2", "\"text\"", "null", "{}", "{\"x\":1,\"y\":null}", "{\"x\":{\"z\":[1]}}", "[1,2]");

    private final CheckedRoom room = new CheckedRoom(LIMITS, LEASE_MILLIS);

    final List<CheckedRoom.Logged> log = room.log();
    final Set<String> seen = room.seen();

    private final Random random;
    private final Map<Integer, String> sessionOf = new HashMap<>();
    private final List<Command> recent = new ArrayList<>();
    private long now = 1_000_000;
    private long lastId;
    private int sessions;

    RandomRoom(long seed) {
        this.random = new Random(seed);
    }

    static RoomState fresh() {
        return new RoomState("e1", LIMITS, LEASE_MILLIS);
    }

    static RoomState restored(RoomSnapshot snapshot) {
        return new RoomState(snapshot);
    }

    RoomSnapshot snapshot() {
        return room.snapshot();
    }

    void step() {
        now += random.nextInt(10) == 0 ? random.nextInt(2_000) - 600 : random.nextInt(60);
        room.perform(draw(), now);
    }

    /** Everybody goes, and a day and more passes: nothing may be left behind. */
    void end() {
        room.end(now);
    }

    // ---- drawing

    private Command draw() {
        int client = random.nextInt(CLIENTS);
        String session = session(client);
        if (!recent.isEmpty() && random.nextInt(8) == 0) {
            return again(recent.get(random.nextInt(recent.size())));
        }
        Command command = switch (random.nextInt(21)) {
            case 0, 1, 2 -> enter(client);
            case 3 -> random.nextInt(3) == 0 ? new Command.Leave(session) : new Command.Detach(session);
            case 4 -> random.nextInt(10) == 0 ? new Command.DetachAll() : new Command.Tick();
            case 5, 6, 7, 8, 9 -> new Command.Lock(session, nextId(client), keys(), wait(client));
            case 10, 11, 12 -> new Command.Unlock(session, nextId(client), fence(session));
            case 13 -> {
                long id = nextId(client);
                yield new Command.EndWait(session, id, Math.max(1, id - 1 - random.nextInt(6)));
            }
            case 14 ->
                switch (random.nextInt(4)) {
                    case 0 -> new Command.BreakLock(session, nextId(client), fence(session));
                    case 1 -> new Command.SetRules(session, nextId(client), rules(), random.nextInt(4) == 0);
                    case 2 -> new Command.SetAccess(session, nextId(client), accessChange());
                    default -> new Command.Adopt(random.nextBoolean() ? Access.DEFAULT : someAccess());
                };
            default -> new Command.Submit(session, nextId(client), request(session));
        };
        if (isRequest(command)) {
            recent.add(command);
            if (recent.size() > 30) {
                recent.remove(0);
            }
        }
        return command;
    }

    private static boolean isRequest(Command command) {
        return command instanceof Command.Submit
                || command instanceof Command.Lock
                || command instanceof Command.Unlock
                || command instanceof Command.EndWait
                || command instanceof Command.BreakLock
                || command instanceof Command.SetRules
                || command instanceof Command.SetAccess;
    }

    /** Mostly under the session it had; now and then under a new one, as after a restart of the hub. */
    private Command enter(int client) {
        if (random.nextInt(4) == 0) {
            sessionOf.put(client, "s" + client + "-" + ++sessions);
        }
        String name = random.nextInt(9) == 0 ? "Renamed" : "Name " + client;
        Role invitedAs = random.nextInt(9) == 0 ? role() : null;
        return new Command.Enter(session(client), "c" + client, name, client == 0, invitedAs);
    }

    /** What a client sends again comes from the session that it has by now. */
    private Command again(Command command) {
        if (command instanceof Command.Submit submit) {
            return new Command.Submit(sessionNow(submit.session()), submit.id(), submit.request());
        } else if (command instanceof Command.Lock lock) {
            return new Command.Lock(sessionNow(lock.session()), lock.id(), lock.keys(), lock.waitMillis());
        } else if (command instanceof Command.Unlock unlock) {
            return new Command.Unlock(sessionNow(unlock.session()), unlock.id(), unlock.fence());
        }
        if (command instanceof Command.EndWait end) {
            return new Command.EndWait(sessionNow(end.session()), end.id(), end.request());
        } else if (command instanceof Command.BreakLock breaks) {
            return new Command.BreakLock(sessionNow(breaks.session()), breaks.id(), breaks.fence());
        } else if (command instanceof Command.SetRules set) {
            return new Command.SetRules(sessionNow(set.session()), set.id(), set.rules(), set.byHost());
        } else if (command instanceof Command.SetAccess set) {
            return new Command.SetAccess(sessionNow(set.session()), set.id(), set.change());
        }
        return command;
    }

    /** Mostly one with which something can still be done. */
    private Role role() {
        return random.nextInt(3) == 0 ? Role.values()[random.nextInt(Role.values().length)] : Role.EDITOR;
    }

    private Access someAccess() {
        return new Access(role(), new TreeMap<>(), new TreeMap<>(Map.of(keys().get(0), role())));
    }

    private AccessChange accessChange() {
        String key = keys().get(0);
        return switch (random.nextInt(4)) {
            case 0 -> AccessChange.NOTHING.everyone(role());
            case 1 -> AccessChange.NOTHING.client("c" + random.nextInt(CLIENTS), role());
            case 2 -> AccessChange.NOTHING.client("c" + random.nextInt(CLIENTS), null);
            default -> AccessChange.NOTHING.writers(key, random.nextBoolean() ? role() : null);
        };
    }

    private String sessionNow(String earlier) {
        return session(earlier.charAt(1) - '0');
    }

    private String session(int client) {
        return sessionOf.getOrDefault(client, "s" + client + "-0");
    }

    /** Ids grow over all clients: so no two requests share one, and each client has gaps. */
    private long nextId(int client) {
        return ++lastId * CLIENTS + client;
    }

    private long wait(int client) {
        return random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(500 * (client + 1));
    }

    private long fence(String session) {
        List<Long> held = new ArrayList<>();
        for (RoomSnapshot.Lock lock : room.snapshot().locks()) {
            if (lock.session().equals(session) || random.nextInt(10) == 0) {
                held.add(lock.fence());
            }
        }
        return held.isEmpty() ? 1 + random.nextInt(50) : held.get(random.nextInt(held.size()));
    }

    private List<Rule> rules() {
        Rule.Who[] kinds = Rule.Who.values();
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            rules.add(new Rule(random.nextInt(6) == 0 ? "" : key(), kinds[random.nextInt(kinds.length)]));
        }
        return rules;
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            keys.add(key());
        }
        return keys;
    }

    private String key() {
        return KEYS.get(Math.min(random.nextInt(40), random.nextInt(KEYS.size())));
    }

    private CommitRequest request(String session) {
        List<Operation> ops = new ArrayList<>();
        for (int i = random.nextInt(20) == 0 ? 6 : random.nextInt(4); i > 0; i--) {
            ops.add(operation());
        }
        List<CommitRequest.Condition> conditions = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            String key = key();
            boolean right = random.nextBoolean();
            conditions.add(new CommitRequest.Condition(
                    key,
                    right ? room.version(key) : random.nextInt(20),
                    random.nextInt(3) == 0 ? List.of(Math.max(1, lastId - random.nextInt(9))) : List.of()));
        }
        List<Long> fences = random.nextInt(5) == 0 ? List.of(fence(session)) : List.of();
        return new CommitRequest(ops, conditions, fences, random.nextInt(10) == 0);
    }

    private Operation operation() {
        String key = key();
        Json value = TestRoom.json(VALUES.get(random.nextInt(VALUES.size())));
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Operation.Remove(key);
            case 2 -> new Operation.Add(key, random.nextInt(5) - 2);
            case 3, 4 -> new Operation.Merge(key, value);
            case 5 ->
                random.nextInt(8) == 0
                        ? new Operation.Put(key, Json.of("x".repeat(80)))
                        : new Operation.Put(key, Json.of(1));
            default -> new Operation.Put(key, value);
        };
    }
}
