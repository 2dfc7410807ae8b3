package dev.lockstep.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.LockInfo;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients, a hub and the wires between them, moved by one random source. */
final class World {

    private static final int STEPS = 400;
    private static final int SETTLE_STEPS = 4_000;

    private final Random random;
    private final Statistics statistics;
    private final SimulatedHub hub;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final Map<Wire, SimulatedClient> wires = new java.util.LinkedHashMap<>();
    private final StringBuilder trace = new StringBuilder();
    private long now = 1_000_000;
    private int wiresEver;

    World(long seed, Statistics statistics) {
        this.random = new Random(seed);
        this.statistics = statistics;
        this.hub = new SimulatedHub(random, statistics);
        int count = 2 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            clients.add(new SimulatedClient("c" + i, random, statistics));
        }
    }

    /** Runs the world to its end, checks it, and returns what happened. */
    String run() throws MalformedException {
        for (int i = 0; i < STEPS; i++) {
            now += random.nextInt(30);
            disturb();
            SimulatedClient actor = clients.get(random.nextInt(clients.size()));
            if (actor.wire == null && random.nextInt(4) == 0) {
                connect(actor);
            }
            actor.act(now);
            move();
        }
        settle();
        check();
        return trace.toString();
    }

    private void disturb() {
        int what = random.nextInt(200);
        SimulatedClient someone = clients.get(random.nextInt(clients.size()));
        if (what < 8 && someone.wire != null) {
            statistics.count("cuts");
            someone.wire.cut();
        } else if (what < 10 && someone.wire != null) {
            statistics.count("second connections");
            someone.wire.clientBelieves = false;
            connect(someone); // the old one is alive at the hub, whose end comes late
        } else if (what < 11) {
            hub.crash(now);
        } else if (what < 12) {
            hub.save();
        } else if (what < 14) {
            hub.sendSnapshotToSomeone(now);
        } else if (what < 15) {
            statistics.count("clock jumps");
            now += random.nextBoolean() ? 20_000 : -5_000;
        } else if (what >= 196) {
            statistics.count("restarts of clients");
            someone.restart();
        } else if (what < 17 && someone.joined) {
            statistics.count("leaves");
            someone.leave(now);
            someone.wire.cut = true;
        }
    }

    private void connect(SimulatedClient client) {
        Wire wire = new Wire(++wiresEver, random);
        wires.put(wire, client);
        hub.greet(wire, client.name, now);
        client.connect(wire, now);
    }

    private void move() throws MalformedException {
        for (Map.Entry<Wire, SimulatedClient> entry : List.copyOf(wires.entrySet())) {
            Wire wire = entry.getKey();
            SimulatedClient client = entry.getValue();
            for (String frame = wire.pollAtHub(now); frame != null; frame = wire.pollAtHub(now)) {
                trace.append(now)
                        .append(" > ")
                        .append(wire.number)
                        .append(frame)
                        .append('\n');
                hub.receive(wire, client.name, frame, now);
            }
            for (String frame = wire.pollAtClient(now); frame != null; frame = wire.pollAtClient(now)) {
                trace.append(now)
                        .append(" < ")
                        .append(wire.number)
                        .append(frame)
                        .append('\n');
                if (client.wire == wire) {
                    client.receive(frame, now);
                }
            }
            boolean gone = wire.cut || client.wire != wire;
            if (gone && wire.isQuiet() && random.nextInt(8) == 0) {
                if (client.wire == wire) {
                    client.noticeCut();
                }
                hub.noticeCut(wire, now);
                wires.remove(wire);
            }
        }
        hub.tick(now);
    }

    /** The world heals: everyone comes back, lets go, and hears all there is. */
    private void settle() throws MalformedException {
        for (int i = 0; i < SETTLE_STEPS; i++) {
            now += 20;
            for (SimulatedClient client : clients) {
                if (client.wire == null) {
                    connect(client);
                }
                client.unlock();
                client.replica.retry();
                client.send(now);
            }
            move();
            boolean done =
                    clients.stream().allMatch(c -> c.joined && c.replica.pendingCount() == 0 && c.fences.isEmpty())
                            && wires.keySet().stream().allMatch(Wire::isQuiet);
            if (done && i > 500) {
                return;
            }
        }
        throw new AssertionError("the world did not come to rest: "
                + clients.stream()
                        .map(c -> c.name + " " + c.joined + " " + c.replica.pendingCount())
                        .toList());
    }

    private void check() {
        Map<String, Json> truth = new TreeMap<>();
        for (Entry entry : hub.state().entries().all()) {
            truth.put(entry.key(), entry.value());
        }
        Map<String, LockInfo> locks = new TreeMap<>();
        hub.state().locks().forEach(lock -> locks.put(lock.key(), lock));
        Map<String, Double> sums = new TreeMap<>();
        Map<String, Long> seqOfRequest = new HashMap<>();
        for (Commit commit : hub.history()) {
            if (commit.client() != null) {
                assertThat(seqOfRequest.put(commit.client() + "/" + commit.id(), commit.seq()))
                        .as("request %s of %s done twice", commit.id(), commit.client())
                        .isNull();
            }
        }
        for (SimulatedClient client : clients) {
            assertThat(client.replica.seq()).isEqualTo(hub.state().seq());
            assertThat(client.replica.all()).as("what %s sees", client.name).isEqualTo(truth);
            assertThat(client.shown).as("what %s was told to show", client.name).isEqualTo(truth);
            assertThat(client.replica.locks().byKey()).isEqualTo(locks);
            assertThat(client.addsUnderWay).isEmpty();
            client.doneBySeq.forEach((id, seq) ->
                    assertThat(seqOfRequest).as("acknowledged request").containsEntry(client.name + "/" + id, seq));
            for (Entry entry : hub.state().entries().all()) {
                assertThat(client.replica.confirmed(entry.key())).isEqualTo(entry);
            }
            client.addsDone.forEach((key, sum) -> sums.merge(key, sum, Double::sum));
        }
        sums.forEach((key, sum) -> assertThat(truth.get(key)).as(key).isEqualTo(Json.of(sum)));
    }
}
