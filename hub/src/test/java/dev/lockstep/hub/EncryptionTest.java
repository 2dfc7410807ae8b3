package dev.lockstep.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import okhttp3.tls.HeldCertificate;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.ConnectionStatus.Phase;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.HubProbe;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.discovery.Networks;
import dev.lockstep.disk.UserSecret;
import dev.lockstep.hub.journal.HubKey;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.Bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Connections from elsewhere are encrypted for the hub, and for nobody in between. */
class EncryptionTest extends HubTest {

    private static final String TOKEN = "a long secret";

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "a hub that listens to the network speaks TLS, with its own key, and plain WebSocket to its own machine")
    void ownKey() throws Exception {
        Hub hub = start(options -> options.withHost("0.0.0.0").withOpen(false).withToken(TOKEN));
        assertThat(hub.url()).startsWith("wss://");

        HubConnection encrypted = open(loopback("wss", hub), TOKEN);
        await(() -> encrypted.status().isLive());
        HubConnection plain = open(loopback("ws", hub), TOKEN);
        await(() -> plain.status().isLive());

        assertThat(plain.hub()).isEqualTo(encrypted.hub());
        assertThat(HubProbe.ask(loopback("wss", hub), Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        HubProbe.Finding.Hub.class,
                        found -> assertThat(found.id()).isEqualTo(plain.hub()));
        RoomClient room = encrypted.room("lobby");
        CompletableFuture<RoomClient.Receipt> stored = new CompletableFuture<>();
        encrypted.execute(() ->
                room.commit(CommitRequest.of(new Operation.Add("visits", 1))).thenAccept(stored::complete));
        assertThat(stored.get(20, TimeUnit.SECONDS).seq()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "[ID8] [ID9] a wrong token is refused over TLS too, and a hub that doesn't know the right one is not worked with")
    void tokens() throws Exception {
        MemoryJournal journal = new MemoryJournal();
        Hub hub = start(options -> options.withOpen(false).withToken(TOKEN), journal);
        HubConnection wrong = open(relayed(hub, journal), "a wrong secret");
        await(() -> wrong.status().phase() == Phase.CLOSED);
        assertThat(wrong.status().reason()).contains("token");

        MemoryJournal other = new MemoryJournal();
        Hub welcomingAll = start(options -> options.withOpen(true), other);
        HubConnection careful = open(relayed(welcomingAll, other), TOKEN);
        await(() -> careful.status().reason().contains("does not know the token"));
        assertThat(careful.status().phase()).isEqualTo(Phase.RECONNECTING);
    }

    @Test
    @DisplayName("[ID10] who is between client and hub hears nothing but the question which hub it is")
    void interceptor() throws Exception {
        Hub hub = start();
        Interceptor between =
                closedLater(new Interceptor(Certificates.of(HubKey.fresh().keyPair()), hub.port()));

        HubConnection careful = open(between.url(), TOKEN);

        await(() -> careful.status().reason().contains("between this machine and the hub"));
        assertThat(between.said()).contains("identify").doesNotContain("hello", TOKEN);
    }

    @Test
    @DisplayName("[ID8] a token is never sent over an encrypted connection, not even to the hub")
    void tokenStaysHere() throws Exception {
        MemoryJournal journal = new MemoryJournal();
        Hub hub = start(options -> options.withOpen(false).withToken(TOKEN), journal);
        Interceptor listening =
                closedLater(new Interceptor(Certificates.of(journal.identity().keyPair()), hub.port()));

        HubConnection client = open(listening.url(), TOKEN);

        await(() -> client.status().isLive());
        assertThat(listening.said()).contains("hello", "tokenProof").doesNotContain(TOKEN);
    }

    @Test
    @DisplayName("who listens to the wire learns no token, no secret, no room and no text, though without TLS he would")
    void wire() throws Exception {
        Hub hub = start(options -> options.withHost("0.0.0.0").withOpen(false).withToken(TOKEN));
        for (String scheme : List.of("ws", "wss")) {
            Interceptor tap = closedLater(new Interceptor(hub.port()));
            Identity identity = Identity.named("Mathilda").withToken(TOKEN);
            HubConnection client = closedLater(HubConnection.open(tap.url().replace("wss", scheme), identity));
            RoomClient room = client.room("secret-room");
            CompletableFuture<RoomClient.Receipt> stored = new CompletableFuture<>();
            client.execute(() -> room.commit(CommitRequest.of(new Operation.Put("k", Json.of("a private word"))))
                    .thenAccept(stored::complete));
            assertThat(stored.get(20, TimeUnit.SECONDS).seq()).isPositive();

            String[] secrets = {identity.secret(), "Mathilda", "secret-room", "a private word"};
            assertThat(tap.wire()).doesNotContain(TOKEN);
            if (scheme.equals("ws")) {
                assertThat(tap.wire()).contains(secrets);
            } else {
                assertThat(tap.wire()).doesNotContain(secrets);
            }
        }
    }

    @Test
    @DisplayName(
            "[ID7] who connects from elsewhere without encryption is told so, before anything is said; the library encrypts by itself")
    void plainFromElsewhere() throws Exception {
        Hub hub = start(options -> options.withHost("0.0.0.0").withOpen(false).withToken(TOKEN));
        for (Networks.Place place : Networks.places()) {
            InetAddress address = place.address();
            String at = Networks.literal(address) + ":" + hub.port();
            assertThat(statusOfUpgrade(address, hub.port())).contains("426");
            HubConnection library = open("ws://" + at + "/live", TOKEN);
            await(() -> library.status().isLive());
        }
    }

    @Test
    @DisplayName(
            "[ID10] a certificate that this machine trusts by its name will do, and one that it doesn't trust will not")
    void trustedByName() throws Exception {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate named = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .signedBy(authority)
                .build();
        HeldCertificate ofAnother = new HeldCertificate.Builder()
                .addSubjectAlternativeName("hub.example.org")
                .signedBy(authority)
                .build();
        Hub hub = start(options -> options.withEncryption(files(named)));
        Hub misnamed = start(options -> options.withEncryption(files(ofAnother)));

        HubConnection untrusting = open(loopback("wss", hub), null);
        await(() -> untrusting.status().reason().contains("between this machine and the hub"));
        trusting(authority, () -> {
            HubConnection trusting = open(loopback("wss", hub), null);
            await(() -> trusting.status().isLive());
            HubConnection elsewhere = open(loopback("wss", misnamed), null);
            await(() -> elsewhere.status().reason().contains("between this machine and the hub"));
        });
    }

    @Test
    @DisplayName("[ID10] a certificate that nobody else signed will do too where this machine trusts it by its name")
    void trustedItself() throws Exception {
        HeldCertificate named = new HeldCertificate.Builder()
                .commonName("hub.office.test")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        Hub hub = start(options -> options.withEncryption(files(named)));
        trusting(named, () -> {
            HubConnection trusting = open(loopback("wss", hub), null);
            await(() -> trusting.status().isLive());
        });
    }

    @Test
    @DisplayName("a server with an older TLS is told from one without any, with what to do")
    void olderTls() throws Exception {
        SslContextFactory.Server tls = Certificates.of(HubKey.fresh().keyPair());
        tls.start();
        try (SSLServerSocket older = (SSLServerSocket) tls.getSslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            older.setEnabledProtocols(new String[] {"TLSv1.2"});
            Thread server = new Thread(() -> shakeHands(older), "older-tls");
            server.setDaemon(true);
            server.start();
            HubConnection client = open("wss://127.0.0.1:" + older.getLocalPort() + "/live", null);
            await(() -> client.status().reason().contains("set up for TLS 1.3"));
        } finally {
            tls.stop();
        }
    }

    private static void shakeHands(SSLServerSocket with) {
        while (!with.isClosed()) {
            try (SSLSocket socket = (SSLSocket) with.accept()) {
                socket.startHandshake();
            } catch (IOException e) {
                continue; // the client goes away, or the test is over
            }
        }
    }

    @Test
    @DisplayName(
            "who poses as the hub at the first contact is not remembered as it: the real one is worked with when it answers")
    void impostorIsForgotten() throws Exception {
        MemoryJournal posing = new MemoryJournal();
        MemoryJournal real = new MemoryJournal();
        Hub hub = start(options -> options.withOpen(false).withToken(TOKEN), real);
        Interceptor way = closedLater(new Interceptor(
                Certificates.of(posing.identity().keyPair()),
                start(options -> options.withOpen(true), posing).port()));
        try (ClientStore store = ClientStore.open(directory.resolve("client"))) {
            HubConnection client = closedLater(
                    HubConnection.open(way.url(), Identity.named("ada").withToken(TOKEN), null, store));
            await(() -> client.status().reason().contains("does not know the token"));
            assertThat(client.hub()).isNull();
            way.leadTo(Certificates.of(real.identity().keyPair()), hub.port());
            await(() -> client.status().isLive());
            assertThat(client.hub()).isEqualTo(real.identity().hubId());
        }
    }

    @Test
    @DisplayName("a certificate and a key that can't be used are refused with what to do")
    void wrongFiles() throws IOException {
        HeldCertificate one = new HeldCertificate.Builder().build();
        HeldCertificate other = new HeldCertificate.Builder().build();
        Path certificate = Files.writeString(directory.resolve("one.crt"), one.certificatePem());
        Path otherKey = Files.writeString(directory.resolve("other.key"), other.privateKeyPkcs8Pem());
        Path noKey = Files.writeString(directory.resolve("no.key"), "-----BEGIN EC PRIVATE KEY-----\nAAAA\n");

        assertRefused(certificate, otherKey, "issued together");
        assertRefused(certificate, noKey, "openssl pkcs8");
        assertRefused(noKey, otherKey, "PEM");
        assertRefused(directory.resolve("none"), otherKey, "can't read the certificate");
        assertRefused(certificate, directory.resolve("none"), "can't read the key");
    }

    private void assertRefused(Path certificate, Path key, String why) {
        assertThatThrownBy(() -> start(
                        options -> options.withEncryption(new HubOptions.Encryption.Certificate(certificate, key))))
                .isInstanceOf(HubException.class)
                .hasMessageContaining(why);
    }

    @Test
    @DisplayName("an encrypted socket that becomes no WebSocket ends as a plain one does")
    void neverAWebSocket() throws Exception {
        Hub hub = start(options -> options.withHost("0.0.0.0")
                .withToken(TOKEN)
                .withOpen(false)
                .withTimings(new HubOptions.Timings(60_000, NEVER_MILLIS, NEVER_MILLIS, NEVER_MILLIS, 300)));
        SslContextFactory.Client trustingAll = new SslContextFactory.Client(true);
        trustingAll.start();
        closedLater(trustingAll::stop);
        try (SSLSocket silent =
                (SSLSocket) trustingAll.getSslContext().getSocketFactory().createSocket("127.0.0.1", hub.port())) {
            silent.setSoTimeout(20_000);
            silent.startHandshake();
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        HubConnection longer = open(loopback("wss", hub), TOKEN);
        await(() -> longer.status().isLive());
    }

    @Test
    @DisplayName("behind a proxy nobody is on the hub's machine: the token counts, and each client by his own address")
    void behindProxy() throws Exception {
        assertThatThrownBy(() -> start(options -> options.withEncryption(new HubOptions.Encryption.Proxy())))
                .hasMessageContaining("token");
        Hub hub = start(options -> options.withToken(TOKEN)
                .withEncryption(new HubOptions.Encryption.Proxy())
                .withBounds(Bounds.DEFAULT.withSessionsPerAddress(1)));

        RawClient own = connect(hub);
        own.send(hello("own", "'token':'" + UserSecret.get() + "'"));
        assertThat(own.closeCode()).isEqualTo(4401);

        RawClient first = connect(RawClient.to(hub).forwardedFor("127.0.0.1, 203.0.113.9"));
        assertThat(first.status()).isEqualTo(101);
        first.send(hello("first", "'token':'" + TOKEN + "'"));
        first.next("welcome"); // and so is counted
        RawClient second = connect(RawClient.to(hub).forwardedFor("198.51.100.1, 203.0.113.9"));
        assertThat(second.status()).isEqualTo(429);
        RawClient secondLine = connect(RawClient.to(hub).forwardedFor("198.51.100.7\r\nX-Forwarded-For: 203.0.113.9"));
        assertThat(secondLine.status()).as("the proxy's own line counts").isEqualTo(429);
        RawClient another = connect(RawClient.to(hub).forwardedFor("203.0.113.9, 203.0.113.8"));
        another.send(hello("another", "'token':'" + TOKEN + "'"));
        another.next("welcome");
    }

    // ---- helpers

    private String relayed(Hub hub, MemoryJournal journal) throws Exception {
        return relay(hub, journal).url();
    }

    /** Encrypts for {@code hub} in its stead: whoever comes in there is not of the hub's user. */
    private Interceptor relay(Hub hub, MemoryJournal journal) throws Exception {
        return closedLater(new Interceptor(Certificates.of(journal.identity().keyPair()), hub.port()));
    }

    private HubOptions.Encryption files(HeldCertificate certificate) {
        try {
            Path chain =
                    Files.writeString(Files.createTempFile(directory, "hub", ".crt"), certificate.certificatePem());
            Path key =
                    Files.writeString(Files.createTempFile(directory, "hub", ".key"), certificate.privateKeyPkcs8Pem());
            return new HubOptions.Encryption.Certificate(chain, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Steps {
        void run() throws Exception;
    }

    /** Runs {@code steps} while this machine trusts {@code authority}. */
    private void trusting(HeldCertificate authority, Steps steps) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.certificate());
        Path file = directory.resolve("trusted.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        List<String> names = List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword");
        System.setProperty(names.get(0), file.toString());
        System.setProperty(names.get(1), "changeit");
        try {
            steps.run();
        } finally {
            names.forEach(System::clearProperty);
        }
    }

    private static String statusOfUpgrade(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /live HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[512];
            int count = socket.getInputStream().read(answer);
            return new String(answer, 0, count, StandardCharsets.US_ASCII);
        }
    }

    private static String loopback(String scheme, Hub hub) {
        return scheme + "://127.0.0.1:" + hub.port() + "/live";
    }

    private HubConnection open(String url, @Nullable String token) {
        return closedLater(HubConnection.open(url, Identity.named("ada").withToken(token)));
    }
}
