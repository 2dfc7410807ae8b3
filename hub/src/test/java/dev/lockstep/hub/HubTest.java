package dev.lockstep.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.Protocol;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests of a hub have in common: hubs on free ports and clients, all closed after the test. */
@Timeout(60)
public abstract class HubTest {

    /** Long enough never to matter. */
    static final long NEVER_MILLIS = 600_000;

    /** How long a room that nobody is in stays in memory. */
    private static final long IDLE_MILLIS = 60_000;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger ALL_LOGS = Logger.getLogger("");

    static {
        ALL_LOGS.setLevel(Level.WARNING);
    }

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    protected Hub start() {
        return start(options -> options);
    }

    protected Hub start(UnaryOperator<HubOptions> changes) {
        return start(changes, new MemoryJournal());
    }

    /** A hub that cuts nobody off who is slow, unless {@code changes} say so: a test may be, on a machine that is busy. */
    protected Hub start(UnaryOperator<HubOptions> changes, Journal journal) {
        HubOptions unhurried = HubOptions.defaults()
                .withPort(0)
                .withOpen(true)
                .withTimings(new HubOptions.Timings(Protocol.PING_MILLIS, NEVER_MILLIS, NEVER_MILLIS, IDLE_MILLIS));
        return closedLater(Hub.start(changes.apply(unhurried), journal));
    }

    protected <T extends AutoCloseable> T closedLater(T thing) {
        opened.push(thing);
        return thing;
    }

    RawClient connect(RawClient.Settings settings) {
        return closedLater(settings.connect());
    }

    RawClient connect(Hub hub) {
        return connect(RawClient.to(hub));
    }

    /** A client that has said hello; {@code name} is its secret too. */
    RawClient client(Hub hub, String name) {
        RawClient client = connect(hub);
        client.hello(name);
        return client;
    }

    /** @param name the secret too */
    static String hello(String name, String more) {
        return "{'type':'hello','protocol':1,'client':'" + ClientId.of(name) + "','secret':'" + name + "','name':'"
                + name + "'," + more + "}";
    }

    /** A client that has joined {@code room}. */
    RawClient member(Hub hub, String name, String room) {
        RawClient client = client(hub, name);
        client.join(room);
        return client;
    }

    static UnaryOperator<HubOptions> timings(long pingMillis, long silenceMillis, long helloMillis) {
        return options ->
                options.withTimings(new HubOptions.Timings(pingMillis, silenceMillis, helloMillis, NEVER_MILLIS));
    }

    static String put(String room, long id, String key, String value) {
        return "{'type':'commit','room':'%s','id':%d,'ops':[{'put':'%s','value':%s}]}".formatted(room, id, key, value);
    }

    static String lock(String room, long id, String key, long waitMillis) {
        return "{'type':'lock','room':'%s','id':%d,'keys':['%s'],'waitMillis':%d}".formatted(room, id, key, waitMillis);
    }

    static String unlock(String room, long id, long fence) {
        return "{'type':'unlock','room':'%s','id':%d,'fence':%d}".formatted(room, id, fence);
    }

    /** The commits in {@code messages}, in order. */
    static List<Message> commits(List<Message> messages) {
        List<Message> commits = new ArrayList<>();
        for (Message message : messages) {
            if (message.type().equals("changes")) {
                commits.addAll(message.objects("commits"));
            }
        }
        return commits;
    }

    static boolean hasCommit(Message changes, String client, long id) {
        return changes.objects("commits").stream()
                .anyMatch(c -> c.has("client") && c.text("client").equals(client) && c.integer("id") == id);
    }

    /** What {@code /health} says of a hub that is up. */
    static Message health(Hub hub) {
        return health(hub, 200);
    }

    static Message health(Hub hub, int status) {
        URI uri = URI.create("http://127.0.0.1:" + hub.port() + "/health");
        try {
            HttpResponse<String> answer =
                    HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(t -> assertThat(t).startsWith("application/json"));
            return Message.parse(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    protected static void await(BooleanSupplier condition) {
        Await.until(condition);
    }
}
