package dev.lockstep.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import dev.lockstep.model.Answer;
import dev.lockstep.model.Command;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Limits;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.Decoded;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.WireCodec;

import static org.assertj.core.api.Assertions.assertThat;

/** One room's hub, with a log of its commands, over wires; it may crash between any two commands. */
final class SimulatedHub {

    static final long LEASE_MILLIS = 3_000;
    private static final Limits LIMITS = new Limits(1_048_576, 4_096, 16, 60, 100_000, 100);

    private record Logged(Command command, long at) {}

    private final Random random;
    private final Statistics statistics;
    private final List<Logged> log = new ArrayList<>();
    private final List<Commit> history = new ArrayList<>();
    private RoomState state = new RoomState("e1", LIMITS, LEASE_MILLIS);
    private RoomSnapshot saved = state.snapshot();
    private int savedAt;

    // what a crash forgets
    private Map<String, String> sessionOfClient = new TreeMap<>();
    private Map<Wire, String> sessionOfWire = new LinkedHashMap<>();
    private final Map<Wire, String> clientOfWire = new LinkedHashMap<>();
    private Map<String, Wire> members = new LinkedHashMap<>();
    private int sessionsEver;
    private long highestFence;

    SimulatedHub(Random random, Statistics statistics) {
        this.random = random;
        this.statistics = statistics;
    }

    RoomState state() {
        return state;
    }

    List<Commit> history() {
        return history;
    }

    /**
     * Greets a client at once: the handshake itself is tested elsewhere. An older connection of the client is over with that, as
     * [OP7] has it: what still comes over it, a join too, is not heard.
     */
    String greet(Wire wire, String client, long now) {
        String session = sessionOfClient.computeIfAbsent(client, c -> "s" + ++sessionsEver);
        clientOfWire.put(wire, client);
        for (Wire older : List.copyOf(sessionOfWire.keySet())) {
            if (client.equals(clientOfWire.get(older))) {
                noticeCut(older, now);
            }
        }
        sessionOfWire.put(wire, session);
        return session;
    }

    void receive(Wire wire, String client, String frame, long now) {
        ClientMessage message = ((Decoded.Message) WireCodec.decodeClient(frame)).message();
        String session = sessionOfWire.get(wire);
        if (session == null) {
            return; // from before a crash
        }
        if (message instanceof ClientMessage.Join join) {
            join(wire, session, client, join, now);
        } else if (members.get(session) != wire) {
            return; // from a connection that was replaced
        } else if (message instanceof ClientMessage.Leave) {
            members.remove(session);
            sessionOfClient.remove(client);
            perform(new Command.Leave(session), now);
        } else if (message instanceof ClientMessage.Commit commit
                && random.nextInt(60) == 0
                && state.seqOf(client, commit.id()) == 0) {
            statistics.count("could not store");
            String why = "no room on the disk";
            answer(wire, new Answer.Refused(session, commit.id(), RefusalCode.UNAVAILABLE, why, null), now);
        } else if (message instanceof ClientMessage.Commit commit) {
            perform(new Command.Submit(session, commit.id(), commit.request()), now);
        } else if (message instanceof ClientMessage.Lock lock) {
            perform(new Command.Lock(session, lock.id(), lock.keys(), lock.waitMillis()), now);
        } else if (message instanceof ClientMessage.Unlock unlock) {
            perform(new Command.Unlock(session, unlock.id(), unlock.fence()), now);
        } else if (message instanceof ClientMessage.EndWait end) {
            perform(new Command.EndWait(session, end.id(), end.request()), now);
        }
    }

    private void join(Wire wire, String session, String client, ClientMessage.Join join, long now) {
        members.put(session, wire);
        List<Answer> lost = perform(new Command.Enter(session, client, "name of " + client), now, wire);
        ClientMessage.Since since = join.since();
        if (since != null && since.epoch().equals(state.epoch()) && random.nextInt(3) > 0) {
            statistics.count("caught up by changes");
            sendChanges(wire, history.subList((int) since.seq(), history.size()), now);
        } else {
            statistics.count("caught up by snapshot");
            sendSnapshot(wire, now);
        }
        send(wire, new HubMessage.Joined("room", "e1", state.seq(), "editor", state.locks(), List.of()), now);
        lost.forEach(answer -> answer(wire, answer, now));
    }

    /** A broken connection is noticed, by and by. */
    void noticeCut(Wire wire, long now) {
        wire.hubBelieves = false;
        String session = sessionOfWire.remove(wire);
        if (session != null && members.get(session) == wire) {
            members.remove(session);
            perform(new Command.Detach(session), now);
        }
    }

    void tick(long now) {
        if (state.dueAt() <= now) {
            perform(new Command.Tick(), now);
        }
    }

    /** A member fell behind: it gets a snapshot in place of what it missed. */
    void sendSnapshotToSomeone(long now) {
        List<Wire> wires = List.copyOf(members.values());
        if (!wires.isEmpty()) {
            statistics.count("snapshots to laggards");
            sendSnapshot(wires.get(random.nextInt(wires.size())), now);
        }
    }

    /** All but the log is gone; the room comes back from it. */
    void crash(long now) {
        RoomSnapshot before = state.snapshot();
        state = new RoomState(saved);
        for (Logged logged : log.subList(savedAt, log.size())) {
            state.apply(logged.command(), logged.at());
        }
        assertThat(state.snapshot()).isEqualTo(before);
        sessionOfClient = new TreeMap<>();
        sessionOfWire.keySet().forEach(Wire::cut);
        sessionOfWire = new LinkedHashMap<>();
        members = new LinkedHashMap<>();
        perform(new Command.DetachAll(), now);
        statistics.count("crashes");
    }

    void save() {
        saved = state.snapshot();
        savedAt = log.size();
    }

    private void perform(Command command, long now) {
        perform(command, now, null);
    }

    /** @return the answers for {@code held}, a joiner that has to get its snapshot first */
    private List<Answer> perform(Command command, long now, Wire held) {
        long seqBefore = state.seq();
        Outcome outcome = state.apply(command, now);
        if (outcome instanceof Outcome.Applied) {
            log.add(new Logged(command, now));
        } else {
            assertThat(state.seq()).isEqualTo(seqBefore);
        }
        check(outcome.commits(), seqBefore);
        history.addAll(outcome.commits());
        if (!outcome.commits().isEmpty()) {
            members.values().stream()
                    .filter(wire -> wire != held)
                    .forEach(wire -> sendChanges(wire, outcome.commits(), now));
        }
        List<Answer> heldBack = new ArrayList<>();
        for (Answer answer : outcome.answers()) {
            Wire wire = members.get(answer.session());
            statistics.count(
                    answer instanceof Answer.Refused refused
                            ? "refused " + refused.code().wireName()
                            : answer.getClass().getSimpleName());
            if (wire != null && wire == held) {
                heldBack.add(answer);
            } else if (wire != null) {
                answer(wire, answer, now);
            }
        }
        return heldBack;
    }

    private void check(List<Commit> commits, long seqBefore) {
        long seq = seqBefore;
        for (Commit commit : commits) {
            assertThat(commit.seq()).isEqualTo(++seq);
            for (LockInfo lock : commit.locks()) {
                if (lock.session() != null && lock.fence() == commit.seq()) {
                    assertThat(lock.fence()).isGreaterThanOrEqualTo(highestFence);
                    highestFence = lock.fence();
                }
            }
        }
    }

    private void answer(Wire wire, Answer answer, long now) {
        HubMessage message;
        if (answer instanceof Answer.Applied applied) {
            message = new HubMessage.Applied("room", applied.id(), applied.seq(), applied.changed());
        } else if (answer instanceof Answer.Refused refused) {
            message = new HubMessage.Refused("room", refused.id(), refused.code(), refused.message(), refused.key());
        } else if (answer instanceof Answer.Granted granted) {
            message = new HubMessage.Granted("room", granted.id(), granted.keys(), granted.fence(), LEASE_MILLIS);
        } else if (answer instanceof Answer.Lost lost) {
            message = new HubMessage.Lost("room", lost.fence(), lost.keys(), lost.reason());
        } else {
            throw new AssertionError(answer);
        }
        send(wire, message, now);
    }

    private void sendChanges(Wire wire, List<Commit> commits, long now) {
        if (!commits.isEmpty()) {
            send(wire, new HubMessage.Changes("room", commits), now);
        }
    }

    private void sendSnapshot(Wire wire, long now) {
        List<Entry> entries = state.snapshot().entries();
        int middle = entries.size() / 2;
        send(wire, new HubMessage.Snapshot("room", "e1", state.seq(), entries.subList(0, middle), true), now);
        send(
                wire,
                new HubMessage.Snapshot("room", "e1", state.seq(), entries.subList(middle, entries.size()), false),
                now);
    }

    private static void send(Wire wire, HubMessage message, long now) {
        wire.sendToClient(now, WireCodec.encode(message));
    }
}
