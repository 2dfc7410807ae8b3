package dev.lockstep.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.UserSecret;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.Loopback;

/** The question which hub listens at an address, asked once on each connection. */
final class HubQuestion {

    private static final Logger LOG = System.getLogger(HubQuestion.class.getName());

    /** Of a URL without a port (RFC 6455, section 3). */
    private static final int HTTP_PORT = 80;

    private final URI uri;
    private final String challenge;

    /** @param challenge drawn for this question alone */
    HubQuestion(URI uri, String challenge) {
        this.uri = uri;
        this.challenge = challenge;
    }

    ClientMessage message() {
        return new ClientMessage.Identify(challenge);
    }

    String challenge() {
        return challenge;
    }

    /** Whether the hub is on this machine and of this user. One that passes the question on to another address is not. */
    boolean isOfSameUser(HubMessage.Identity answer) {
        String secret = secret(answer);
        return secret != null
                && HubProof.same(
                        HubProof.ofHub(secret, challenge, answer.challenge(), answer.address()), answer.sameUser());
    }

    /** This client's proof that it is of the hub's user; null where the hub is not of this user. */
    @Nullable
    String proof(HubMessage.Identity answer) {
        String secret = isOfSameUser(answer) ? secret(answer) : null;
        return secret == null ? null : HubProof.ofClient(secret, challenge, answer.challenge(), answer.address());
    }

    /** Whether the hub took the connection where this client made it, on this machine. */
    boolean isHere(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
        return Loopback.is(uri.getHost())
                && Loopback.is(host)
                && address.endsWith(":" + port)
                && sameAddress(host, uri.getHost());
    }

    /** What is said where the connection is encrypted for another than the hub that answers. */
    String problemWithCertificate() {
        return "the certificate that is shown there is neither that hub's own nor one that this machine trusts for "
                + uri.getHost()
                + ": somebody may be between this machine and the hub. Nothing was sent to them; use another network. A hub behind a"
                + " proxy needs a certificate that Java trusts";
    }

    /** Both are literal addresses, of which IPv6 has several spellings. */
    private static boolean sameAddress(String one, String other) {
        try {
            return InetAddress.getByName(one).equals(InetAddress.getByName(other));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private @Nullable String secret(HubMessage.Identity answer) {
        if (answer.sameUser() == null || !isHere(answer.address())) {
            return null;
        }
        try {
            return UserSecret.get();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0}", e.getMessage());
            return null;
        }
    }
}
