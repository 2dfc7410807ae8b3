package dev.lockstep.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ClientProcess;
import dev.lockstep.hub.HubProcess;
import dev.lockstep.hub.session.Connection;
import dev.lockstep.hub.session.Transport;

/** The network of a world: wires between clients and the hub that runs now, which delay, stall and break. */
final class Wires {

    private static final long DELAY_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(5);

    /** How many frames a client takes before it asks for more. */
    private static final int CREDITS = 8;

    /** So many bytes are on the way to a client before the hub's socket takes no more. */
    private static final int BUFFER_BYTES = 16_384;

    /** How long it takes until a broken wire is noticed, where it is. */
    private static final long NOTICE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int ABNORMAL = 1006;

    private final Agenda agenda;
    private final Statistics statistics;
    private final Agenda.Process network = new Agenda.Process();
    private final List<Wire> open = new ArrayList<>();
    private @Nullable HubProcess hub; // who listens now, null where nobody does
    private long connections;

    Wires(Agenda agenda, Statistics statistics) {
        this.agenda = agenda;
        this.statistics = statistics;
    }

    /** What is on its way to {@code process} does not arrive where that has ended. */
    private void after(Agenda.Process process, long nanos, Runnable arrived) {
        agenda.after(network, nanos, () -> {
            if (!process.isEnded()) {
                arrived.run();
            }
        });
    }

    private void soon(Agenda.Process process, long nanosMax, Runnable arrived) {
        after(process, agenda.random().nextLong(nanosMax), arrived);
    }

    /** {@code now} listens from now on; null where nobody does. */
    void listen(@Nullable HubProcess now) {
        hub = now;
    }

    /** The wires of {@code client}. */
    ClientProcess.Network of(Agenda.Process client) {
        return (process, listener) -> {
            Wire wire = new Wire(process, listener);
            wire.connect();
            return wire;
        };
    }

    List<Wire> openWires() {
        open.removeIf(wire -> wire.over);
        return open;
    }

    /** All wires of {@code process} break, since it is no more. */
    void end(Agenda.Process process) {
        for (Wire wire : List.copyOf(openWires())) {
            if (wire.client == process || (wire.hubSide != null && wire.hubProcess == process)) {
                wire.cut(agenda.random().nextInt(4) > 0);
            }
        }
    }

    /** One wire. */
    final class Wire implements ClientProcess.Wire {

        private final Agenda.Process client;
        private final ClientProcess.WireListener listener;
        private final Queue<Runnable> toHub = new ArrayDeque<>(); // each when it was asked for
        private final Queue<Runnable> toClient = new ArrayDeque<>();
        private Agenda.@Nullable Process hubProcess;
        private @Nullable HubProcess server;
        private @Nullable Connection hubSide;
        private @Nullable Callback unsent; // of the frame that the hub's socket has not taken
        private int bytesToClient;
        private int credits = CREDITS;
        private boolean demanded;
        private boolean hubOpen;
        private boolean over; // it carries nothing any more
        private long stalledUntil;
        private long lastToHub; // when what was sent last arrives: nothing overtakes it
        private long lastToClient;
        private boolean deaf; // the client takes nothing

        Wire(Agenda.Process client, ClientProcess.WireListener listener) {
            this.client = client;
            this.listener = listener;
        }

        private void connect() {
            HubProcess to = hub;
            soon(client, DELAY_NANOS_MAX, () -> {
                if (over) {
                    return;
                }
                if (to == null || to.process().isEnded() || to != hub) {
                    over = true;
                    listener.lost("nothing listens there");
                    return;
                }
                Connection connection = to.connect("127.0.0." + (2 + connections++ % 200));
                if (connection == null) {
                    over = true;
                    listener.lost("too many connections");
                    return;
                }
                open.add(this);
                server = to;
                hubProcess = to.process();
                hubSide = connection;
                hubOpen = true;
                to.threads().read(() -> connection.opened(new HubEnd()));
                listener.opened();
            });
        }

        /** But for what is drawn anew each time to be secret. */
        private void note(String frame) {
            if (!frame.startsWith("{\"type\":\"ident")) {
                agenda.note(frame.hashCode());
            }
        }

        private long arrival(long last) {
            long delay = agenda.random().nextLong(DELAY_NANOS_MAX);
            return Math.max(Math.max(last, stalledUntil), agenda.nanos() + delay);
        }

        /** Something goes to the hub; {@code arrived} hands it over. */
        private void toHub(Runnable arrived) {
            Agenda.Process process = hubProcess;
            if (over || process == null) {
                return;
            }
            lastToHub = arrival(lastToHub) + 1;
            after(process, lastToHub - agenda.nanos(), () -> {
                if (!over) {
                    toHub.add(arrived);
                    feedHub();
                }
            });
        }

        private void feedHub() {
            HubProcess to = server;
            if (demanded && to != null && !toHub.isEmpty() && !over) {
                demanded = false;
                Runnable next = toHub.remove();
                if (to.threads().isBusy()) {
                    to.threads().readForAll(next);
                } else {
                    to.threads().read(next);
                }
                feedHub();
            }
        }

        /** Something goes to the client; {@code arrived} hands it over. */
        private void toClient(Runnable arrived) {
            if (over) {
                return;
            }
            lastToClient = arrival(lastToClient) + 1;
            after(client, lastToClient - agenda.nanos(), () -> {
                if (!over) {
                    toClient.add(arrived);
                    feedClient();
                }
            });
        }

        private void feedClient() {
            while (credits > 0 && !deaf && !toClient.isEmpty() && !over) {
                toClient.remove().run();
            }
        }

        /** It breaks; each end notices soon, or only by the silence. */
        void cut(boolean noticed) {
            if (over) {
                return;
            }
            over = true;
            statistics.count(noticed ? Fault.WIRE_CUT : Fault.WIRE_CUT_UNNOTICED);
            Connection side = hubSide;
            Agenda.Process process = hubProcess;
            if (noticed) {
                soon(client, NOTICE_NANOS_MAX, () -> listener.lost("the connection broke"));
                if (side != null && process != null) {
                    soon(process, NOTICE_NANOS_MAX, () -> endAtHub(() -> side.closed(ABNORMAL)));
                }
            }
        }

        private void endAtHub(Runnable end) {
            hubOpen = false;
            HubProcess to = server;
            if (to != null) {
                to.threads().read(end);
            }
        }

        /** Nothing arrives for a while. */
        void stall(long nanos) {
            statistics.count(Fault.WIRE_STALLED);
            stalledUntil = agenda.nanos() + nanos;
        }

        /** Whether the client takes what comes. */
        void setDeaf(boolean now) {
            deaf = now;
            if (!deaf) {
                feedClient();
            }
        }

        Agenda.Process client() {
            return client;
        }

        // ---- the client's end

        @Override
        public void send(String frame) {
            note(frame);
            int times =
                    frame.startsWith("{\"type\":\"commit\"") && agenda.random().nextInt(50) == 0 ? 2 : 1;
            if (times == 2) {
                statistics.count(Fault.WIRE_DOUBLED);
            }
            for (int i = 0; i < times; i++) {
                toHub(() -> {
                    Connection side = hubSide;
                    if (side != null && hubOpen) {
                        side.received(frame);
                    }
                });
            }
        }

        @Override
        public void request(int frames) {
            credits += frames;
            soon(client, 1, this::feedClient);
        }

        @Override
        public void ping() {
            toHub(() -> {
                Connection side = hubSide;
                if (side != null && hubOpen) {
                    side.pinged(ByteBuffer.allocate(0));
                }
            });
        }

        @Override
        public void abort() {
            Connection side = hubSide;
            Agenda.Process process = hubProcess;
            if (!over) {
                over = true;
                if (side != null && process != null) {
                    soon(process, NOTICE_NANOS_MAX, () -> endAtHub(() -> side.closed(ABNORMAL)));
                }
            }
        }

        @Override
        public void sayGoodbye() {
            Agenda.Process process = hubProcess;
            Connection side = hubSide;
            if (over || process == null || side == null) {
                return;
            }
            lastToHub = arrival(lastToHub) + 1;
            after(process, lastToHub - agenda.nanos(), () -> {
                if (over || !hubOpen) {
                    return;
                }
                for (Runnable before = toHub.poll(); before != null; before = toHub.poll()) {
                    demanded = false;
                    before.run();
                }
                endAtHub(() -> side.closed(1000));
                soon(client, DELAY_NANOS_MAX, () -> {
                    over = true;
                    listener.ended(1000, "");
                });
            });
        }

        // ---- the hub's end

        private final class HubEnd implements Transport {

            @Override
            public boolean isOpen() {
                return hubOpen;
            }

            @Override
            public void demand() {
                demanded = true;
                Agenda.Process process = hubProcess;
                if (process != null) {
                    soon(process, 1, Wire.this::feedHub);
                }
            }

            @Override
            public void send(ByteBuffer frame, Callback sent) {
                byte[] bytes = new byte[frame.remaining()];
                frame.duplicate().get(bytes);
                String text = new String(bytes, StandardCharsets.UTF_8);
                note(text);
                bytesToClient += bytes.length;
                toClient(() -> {
                    credits--;
                    bytesToClient -= bytes.length;
                    listener.received(text);
                    Callback waiting = unsent;
                    Agenda.Process process = hubProcess;
                    if (waiting != null && process != null && bytesToClient < BUFFER_BYTES) {
                        unsent = null;
                        soon(process, DELAY_NANOS_MAX, waiting::succeeded);
                    }
                });
                if (bytesToClient < BUFFER_BYTES || over) {
                    sent.succeeded();
                } else {
                    unsent = sent;
                }
            }

            @Override
            public void ping() {
                toClient(() -> {
                    listener.heard();
                    toHub(() -> {
                        Connection side = hubSide;
                        if (side != null && hubOpen) {
                            side.ponged();
                        }
                    });
                });
            }

            @Override
            public void pong(ByteBuffer payload, Runnable sent, Consumer<Throwable> failed) {
                toClient(listener::answered);
                sent.run();
            }

            @Override
            public void close(int code, String reason, Runnable sent, Consumer<Throwable> failed) {
                hubOpen = false;
                toClient(() -> {
                    over = true;
                    listener.ended(code, reason);
                });
                sent.run();
            }

            @Override
            public void disconnect() {
                hubOpen = false;
                if (!over) {
                    over = true;
                    soon(client, NOTICE_NANOS_MAX, () -> listener.lost("the connection broke"));
                }
            }
        }
    }
}
