package dev.lockstep.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import dev.lockstep.client.Kept;
import dev.lockstep.client.Replica;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

/** A client that does this and that, and keeps account of what it was told. */
final class SimulatedClient {

    private static final int KEYS = 6;

    final String name;
    Replica replica;
    final Map<Long, Double> addsUnderWay = new HashMap<>();
    final Map<Long, String> addKeys = new HashMap<>();
    final Map<String, Double> addsDone = new TreeMap<>();
    final Map<Long, Long> doneBySeq = new TreeMap<>();
    final Set<Long> fences = new LinkedHashSet<>();
    /** What a window would show: kept by nothing but the deltas. */
    final Map<String, Json> shown = new TreeMap<>();

    Wire wire;
    boolean joined;
    private boolean fresh;
    private final Kept kept = new Kept();
    private final Random random;
    private final Statistics statistics;

    SimulatedClient(String name, Random random, Statistics statistics) {
        this.name = name;
        this.random = random;
        this.statistics = statistics;
        this.replica = new Replica("room", name);
    }

    void connect(Wire newWire, long now) {
        wire = newWire;
        joined = false;
        replica.disconnected();
        wire.sendToHub(now, WireCodec.encode(new ClientMessage.Join("room", replica.since())));
    }

    void noticeCut() {
        wire.clientBelieves = false;
        wire = null;
        joined = false;
        replica.disconnected();
    }

    /** The program ends and is started again: it has what it kept. */
    void restart() {
        if (wire != null) {
            wire.clientBelieves = false;
            wire.cut = true;
            wire = null;
        }
        joined = false;
        fresh = true;
        fences.clear();
        replica = kept.restart("room", name);
        shown.clear();
        shown.putAll(replica.all());
    }

    void receive(String frame, long now) throws MalformedException {
        HubMessage message = WireCodec.decodeHub(frame);
        Replica.Delta delta = new Replica.Delta();
        if (message instanceof HubMessage.Changes changes) {
            replica.changes(changes, delta);
        } else if (message instanceof HubMessage.Snapshot snapshot) {
            replica.snapshot(snapshot, delta);
        } else if (message instanceof HubMessage.Joined answer) {
            replica.joined(answer, delta);
            joined = true;
            if (fresh) {
                fresh = false;
                answer.locks().stream()
                        .filter(lock -> ("name of " + name).equals(lock.name()))
                        .map(LockInfo::fence)
                        .distinct()
                        .forEach(fence -> kept.used(replica.unlock(fence)));
            }
        } else if (message instanceof HubMessage.Applied applied) {
            replica.applied(applied, delta);
        } else if (message instanceof HubMessage.Refused refused) {
            replica.refused(refused, delta);
        } else if (message instanceof HubMessage.Granted granted) {
            replica.granted(granted, delta);
        } else if (message instanceof HubMessage.Lost lost) {
            statistics.count("lost");
            fences.remove(lost.fence());
        }
        take(delta);
        send(now);
    }

    /** Does something, connected or not. */
    void act(long now) {
        Replica.Delta delta = new Replica.Delta();
        if (random.nextInt(30) == 0) {
            kept.told(replica);
        }
        if (random.nextInt(5) == 0) {
            replica.retry();
        }
        switch (random.nextInt(10)) {
            case 0, 1 -> put(random.nextBoolean(), delta);
            case 2, 3 -> add(delta);
            case 4 -> many(delta);
            case 5 -> compareAndSet(delta);
            case 6 -> submit(new Operation.Remove(key()), false, delta);
            case 7 -> lock();
            case 8 -> unlock();
            default ->
                submit(
                        new Operation.Merge(key(), new Json.Obj(Map.of("m" + random.nextInt(3), number()))),
                        false,
                        delta);
        }
        take(delta);
        send(now);
    }

    private void lock() {
        long id = replica.lock(lockKeys(), random.nextInt(4) == 0 ? 0 : random.nextInt(5_000));
        kept.used(id);
        if (random.nextInt(4) == 0) {
            kept.used(replica.request(end -> new ClientMessage.EndWait("room", end, id)));
        }
    }

    void unlock() {
        fences.stream().findFirst().ifPresent(fence -> {
            fences.remove(fence);
            kept.used(replica.unlock(fence));
        });
    }

    void send(long now) {
        if (joined) {
            replica.takeSendable().forEach(request -> wire.sendToHub(now, WireCodec.encode(request)));
        }
    }

    /** Says goodbye for now; what it held is free. */
    void leave(long now) {
        wire.sendToHub(now, WireCodec.encode(new ClientMessage.Leave("room")));
        fences.clear();
    }

    private void put(boolean foldable, Replica.Delta delta) {
        submit(new Operation.Put(key(), number()), foldable, delta);
    }

    private void add(Replica.Delta delta) {
        double by = 1 + random.nextInt(5);
        String key = "counter/" + random.nextInt(2);
        long id = submit(new Operation.Add(key, by), false, delta);
        addsUnderWay.put(id, by);
        addKeys.put(id, key);
    }

    private void many(Replica.Delta delta) {
        List<Operation> ops = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            ops.add(random.nextBoolean() ? new Operation.Put(key(), number()) : new Operation.Remove(key()));
        }
        List<Long> held = fences.isEmpty() || random.nextBoolean() ? List.of() : List.copyOf(fences);
        submit(new CommitRequest(ops, List.of(), held, random.nextInt(5) == 0), false, delta);
    }

    private void compareAndSet(Replica.Delta delta) {
        String key = key();
        Entry entry = replica.confirmed(key);
        long version = entry == null ? 0 : entry.version();
        submit(
                new CommitRequest(
                        List.of(new Operation.Put(key, number())),
                        List.of(new CommitRequest.Condition(key, version)),
                        List.of(),
                        false),
                false,
                delta);
    }

    private long submit(Operation op, boolean foldable, Replica.Delta delta) {
        return submit(CommitRequest.of(op), foldable, delta);
    }

    private long submit(CommitRequest request, boolean foldable, Replica.Delta delta) {
        long id = replica.submit(request, foldable, delta);
        kept.owe(id, request);
        return id;
    }

    private void take(Replica.Delta delta) {
        for (String key : delta.changed()) {
            Json value = replica.get(key);
            if (value == null) {
                shown.remove(key);
            } else {
                shown.put(key, value);
            }
        }
        for (Replica.Settled settled : delta.settled()) {
            kept.done(settled.id());
            Double by = addsUnderWay.remove(settled.id());
            if (settled instanceof Replica.Settled.Done done) {
                statistics.count("requests done");
                if (done.changed()) {
                    doneBySeq.put(done.id(), done.seq());
                }
                if (by != null) {
                    addsDone.merge(addKeys.get(settled.id()), by, Double::sum);
                }
            } else if (settled instanceof Replica.Settled.Granted granted) {
                fences.add(granted.fence());
            }
        }
    }

    private String key() {
        return "k/" + random.nextInt(KEYS);
    }

    private List<String> lockKeys() {
        return switch (random.nextInt(5)) {
            case 0 -> List.of("k");
            case 1 -> List.of("counter/0");
            case 2 -> List.of(key(), key());
            default -> List.of(key());
        };
    }

    private Json number() {
        return Json.of((double) random.nextInt(10));
    }
}
