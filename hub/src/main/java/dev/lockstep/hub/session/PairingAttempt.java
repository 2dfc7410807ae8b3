package dev.lockstep.hub.session;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.Scheduler;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.PairingDigits;
import dev.lockstep.wire.Protocol;

/** A connection over which somebody asks to be let in, in place of saying hello. Safe for use by many threads. */
final class PairingAttempt implements Pairings.Waiting {

    /** How long a host has to look at it. */
    private static final long PATIENCE_MILLIS = 180_000;

    /** How long whoever asks may take to send what they have drawn, or the hub to try a code. */
    private static final long NONCE_MILLIS = 20_000;

    private static final String TURNED_AWAY = "whoever hosts this hub did not let you in";

    private final Connection connection;
    private final Connections connections;
    private final AccessControl.Asked asked;
    private final ClientMessage.Pair pair;
    private final String hubNonce = Connections.newChallenge();
    private Scheduler.Task timeout;
    private boolean letIn;
    private @Nullable String id; // by which hosts see it
    private boolean over;

    private PairingAttempt(
            Connection connection, Connections connections, AccessControl.Asked asked, ClientMessage.Pair pair) {
        this.connection = connection;
        this.connections = connections;
        this.asked = asked;
        this.pair = pair;
        this.timeout = connections
                .scheduler()
                .after(NONCE_MILLIS, () -> connection.close(Protocol.Close.FORBIDDEN, "this took too long; ask again"));
    }

    /** Begins with it, where this is possible at all; null where it is not, and the connection is closed. */
    static @Nullable PairingAttempt begin(
            Connection connection, Connections connections, AccessControl.Asked asked, ClientMessage.Pair pair) {
        String address = connection.address();
        if (!connections.accessControl().asksForToken(address)) {
            connection.close(Protocol.Close.FORBIDDEN, "this hub is not shared: nobody from elsewhere can come in");
        } else if (connections.pauseMillis(address) > 0) {
            connection.close(Protocol.Close.FORBIDDEN, "too many tries; wait a minute, and try again");
        } else {
            String problem = pair.code() == null ? connections.pairings().reserve(address) : null;
            if (problem == null) {
                PairingAttempt attempt = new PairingAttempt(connection, connections, asked, pair);
                attempt.begin();
                return attempt;
            }
            connection.close(Protocol.Close.FORBIDDEN, problem);
        }
        return null;
    }

    private void begin() {
        String code = pair.code();
        String proof = pair.proof();
        if (code == null || proof == null) { // both or none
            connection.send(new HubMessage.Pairing(PairingDigits.commitment(hubNonce), null, null, null));
            return;
        }
        connections
                .pairings()
                .tryCode(code, asked.drawn(), proof, PersonName.of(pair.name()))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        connection.close(Protocol.Close.GOING_AWAY, "the hub can't store now; try again later");
                    } else if (answer.invite() == null) {
                        connection.turnAway(
                                Protocol.Close.FORBIDDEN,
                                "these words are not known here: they are good once, for ten minutes. Ask for new ones");
                    } else {
                        connection.send(new HubMessage.Pairing(null, null, answer.proof(), answer.invite()));
                    }
                });
    }

    /** The client has drawn that; hosts see the digits now. False where it comes out of turn. */
    synchronized boolean take(ClientMessage.PairNonce message) {
        boolean inTurn = pair.code() == null && id == null && !over;
        if (inTurn) {
            timeout.cancel();
            timeout = connections
                    .scheduler()
                    .after(
                            PATIENCE_MILLIS,
                            () -> connection.close(Protocol.Close.FORBIDDEN, "nobody let you in in time"));
            connection.send(new HubMessage.Pairing(null, hubNonce, null, null));
            String digits = PairingDigits.of(asked.hub(), message.nonce(), hubNonce, pair.name());
            id = connections
                    .pairings()
                    .ask(
                            PersonName.of(pair.name()),
                            Connection.color(pair.color()),
                            connection.address(),
                            digits,
                            this);
        }
        return inTurn;
    }

    @Override
    public void letIn(String invite) {
        synchronized (this) {
            letIn = true;
        }
        connection.send(new HubMessage.Pairing(null, null, null, invite));
    }

    @Override
    public void turnAway() {
        connection.turnAway(Protocol.Close.FORBIDDEN, TURNED_AWAY);
    }

    /** The connection is gone. Whoever has seen digits and goes may come again for others, so it counts as a wrong token. */
    void ended() {
        String known;
        boolean first;
        boolean wasLetIn;
        synchronized (this) {
            timeout.cancel();
            first = !over;
            over = true;
            known = id;
            wasLetIn = letIn;
        }
        if (first && pair.code() == null) {
            connections.pairings().release(connection.address(), wasLetIn);
        }
        if (known != null) {
            connections.pairings().gone(known);
            if (first && !wasLetIn) {
                connections
                        .failedLogins()
                        .wrong(connection.address(), connections.clock().nanos());
            }
        }
    }
}
