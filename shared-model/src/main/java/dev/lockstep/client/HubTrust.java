package dev.lockstep.client;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.HubProof;

/**
 * Where the encryption of one connection ends. A hub shows a certificate of its own key, which nobody vouches for: so any certificate is
 * taken at first, and when the hub has said which one it is, before anything secret is said, {@link #vouchesFor} tells whether the
 * certificate is that hub's. One that this machine trusts because of its name vouches for any hub behind it.
 *
 * <p>Written by the thread that does the handshake; may be read by any.
 */
final class HubTrust extends X509ExtendedTrustManager {

    private static final X500Principal OF_HUBS = new X500Principal("CN=" + HubProof.CERTIFICATE_NAME);

    /** @param trustedByName whether this machine trusts the certificate for the name that was connected to */
    private record Shown(String hub, boolean trustedByName) {}

    private volatile @Nullable Shown shown;

    /** TLS 1.3 alone (RFC 8446), in which nothing is negotiated anew. */
    static SSLParameters parameters() {
        return new SSLParameters(null, new String[] {"TLSv1.3"});
    }

    /** For one connection: no other may resume its session, or nobody would be asked who is there. */
    SSLContext newContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    /** Whether what is sent is encrypted for {@code hub}, or for a server that this machine trusts by its name. */
    boolean vouchesFor(String hub) {
        Shown certificate = shown;
        return certificate != null
                && (certificate.trustedByName() || certificate.hub().equals(hub));
    }

    /** Once: whoever is there may not show another certificate later on, while what is said still goes to him. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (shown != null) {
            throw new CertificateException("a second certificate on one connection");
        }
        X509Certificate first = chain[0];
        boolean madeByHub =
                OF_HUBS.equals(first.getSubjectX500Principal()); // no name that anything could be trusted by
        shown = new Shown(
                HubProof.hubId(first.getPublicKey().getEncoded()),
                !madeByHub && isTrustedByName(chain, authType, engine));
    }

    private static boolean isTrustedByName(X509Certificate[] chain, String authType, SSLEngine engine) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    extended.checkServerTrusted(chain, authType, engine);
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("hubs are connected to without blocking sockets");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("hubs are connected to with an engine");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noServer();
    }

    private static CertificateException noServer() {
        return new CertificateException("a client takes no connections");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
