package dev.lockstep.fx;

import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.LocalHub;
import dev.lockstep.client.QueuedExecutor;

/** A hub and two people's windows, all in the test's thread. */
final class FxWorld {

    final QueuedExecutor fx = new QueuedExecutor();
    final LocalHub hub = new LocalHub(fx);
    final LocalHub.Client adaClient = hub.client("ada");
    final LocalHub.Client graceClient = hub.client("grace");
    final SharedRoom ada = room(adaClient);
    final SharedRoom grace = room(graceClient);

    FxWorld() {
        adaClient.disconnect(); // the rooms listen only now: they come in again
        graceClient.disconnect();
        adaClient.connect();
        graceClient.connect();
        settle();
    }

    private SharedRoom room(LocalHub.Client client) {
        return new SharedRoom(client.room(), new JsonMapper(), fx, new RefreshQueue(fx));
    }

    /** Everything that was said is heard. */
    void settle() {
        hub.settle();
    }
}
