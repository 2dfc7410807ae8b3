package dev.lockstep.network;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.Invite;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomListener;
import dev.lockstep.discovery.HubFinder;
import dev.lockstep.hub.HostName;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Role;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubRooms;

/** What runs on the machines of a {@link Lan}: hosts a hub, looks for one, or joins one. Says what happens, a line each, until it is ended. */
final class Program {

    static final String TOKEN = "a long secret";

    private static final String SECRET = "AAAAAAAAAAAAAAAAAAAAAA";

    private Program() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "host" -> host(arguments[1]);
            case "invite" -> invite(arguments[1]);
            case "come" -> come(arguments[1], arguments[2], arguments[3]);
            case "find" -> find();
            case "join" -> join(arguments[1], arguments[2]);
            case "plain" -> plain(arguments[1]);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        new CountDownLatch(1).await();
    }

    private static void host(String name) {
        Hub hub = Hub.start(HubOptions.defaults());
        System.out.println("shared " + hub.share(TOKEN, new HostName(name, name + "-pc", "#112233")));
    }

    /** Hosts a hub, and says the link of an invite for one person who may look; revokes it when they ask for that. */
    private static void invite(String name) {
        Hub hub = Hub.start(HubOptions.defaults());
        List<String> addresses = hub.share(TOKEN, new HostName(name, name + "-pc", "#112233")).stream()
                .map(url -> URI.create(url).getHost())
                .toList();
        HubConnection connection = HubConnection.open(hub.url(), Identity.named(name));
        connection.execute(() -> {
            RoomClient admission = connection.room(HubRooms.ADMISSION);
            HubRooms.InviteEntry entry =
                    new HubRooms.InviteEntry(HubRooms.hash(SECRET), Role.VIEWER, "", "", 0, 1, 0, false);
            RoomClient lobby = connection.room("lobby");
            put(admission, entry)
                    .thenRun(() -> System.out.println("invite "
                            + new Invite(hub.identity(), hub.port(), addresses, Invite.secret("i1", SECRET)).link()));
            lobby.listen(new RoomListener() {
                @Override
                public void members(List<HubMessage.Member> members) {
                    if (members.stream().anyMatch(member -> member.value().equals(Json.of("revoke it")))) {
                        put(admission, entry.usedOnceMore().revokedNow());
                    }
                }
            });
        });
    }

    private static CompletionStage<?> put(RoomClient room, HubRooms.InviteEntry entry) {
        return room.commit(CommitRequest.of(new Operation.Put(HubRooms.INVITES + "/i1", entry.toJson())));
    }

    /**
     * Comes by a link, and asks the host to revoke it.
     *
     * @param network begins the addresses that can be reached from here
     */
    private static void come(String link, String name, String network) throws IOException {
        Invite invite = Invite.of(link);
        String url = invite.urls().stream()
                .filter(each -> each.contains(network))
                .findFirst()
                .orElseThrow();
        ClientStore store = ClientStore.open(Files.createTempDirectory("lockstep-guest"));
        store.expect(url, invite.hub());
        ExecutorService rooms = Executors.newSingleThreadExecutor();
        HubConnection connection =
                HubConnection.open(url, Identity.named(name).withToken(invite.token()), rooms, store);
        connection.onStatus(status -> System.out.println(status.phase() + " " + status.reason()));
        rooms.execute(() -> {
            RoomClient lobby = connection.room("lobby");
            lobby.listen(new RoomListener() {
                @Override
                public void joined(String session) {
                    System.out.println("joined " + lobby.role());
                    lobby.show(Json.of("revoke it"));
                }
            });
        });
    }

    private static void find() throws IOException {
        HubFinder finder = HubFinder.start(Program::tell);
        Runtime.getRuntime().addShutdownHook(new Thread(finder::close));
    }

    private static void tell(List<HubFinder.Found> found) {
        System.out.println("found " + found);
    }

    private static void join(String url, String token) {
        HubConnection connection =
                HubConnection.open(url, Identity.named("Grace").withToken(token));
        connection.onStatus(status -> System.out.println(status.phase() + " " + status.reason()));
    }

    /** Asks for a WebSocket without TLS. */
    private static void plain(String host) throws IOException {
        try (Socket socket = new Socket(host, 7171)) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /live HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[512];
            int count = socket.getInputStream().read(answer);
            System.out.println(new String(answer, 0, Math.max(0, count), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse(""));
        }
    }
}
