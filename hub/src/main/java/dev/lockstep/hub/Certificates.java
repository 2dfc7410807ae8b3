package dev.lockstep.hub;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import okhttp3.tls.HeldCertificate;
import org.eclipse.jetty.util.ssl.SslContextFactory;

import dev.lockstep.disk.Reason;
import dev.lockstep.wire.HubProof;

/** The certificate that a hub shows to those who connect over the network. */
final class Certificates {

    /** From long ago until long from now: clients go by the key, and their clocks may be wrong. */
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");

    private static final Instant TO = Instant.parse("2120-01-01T00:00:00Z");

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Certificates() {}

    /** Made of the hub's own key, and signed with it. */
    static SslContextFactory.Server of(KeyPair key) {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .keyPair(key)
                .commonName(HubProof.CERTIFICATE_NAME)
                .serialNumber(BigInteger.ONE)
                .validityInterval(FROM.toEpochMilli(), TO.toEpochMilli())
                .build();
        return server(key.getPrivate(), List.of(certificate.certificate()));
    }

    /**
     * As it is in files.
     *
     * @throws HubException where they can't be used, with the reason for display
     */
    static SslContextFactory.Server of(HubOptions.Encryption.Certificate files) {
        List<? extends Certificate> chain = chain(files.certificate());
        PrivateKey key = key(files.key(), chain.get(0).getPublicKey());
        if (!fits(key, chain.get(0).getPublicKey())) {
            throw new HubException(
                    "the key in " + files.key() + " is not that of the certificate in " + files.certificate()
                            + ": give the two that were issued together",
                    null);
        }
        return server(key, chain);
    }

    private static List<? extends Certificate> chain(Path file) {
        try {
            List<? extends Certificate> chain = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
            if (chain.isEmpty()) {
                throw new HubException("there is no certificate in " + file + ": it should be PEM", null);
            }
            return chain;
        } catch (IOException e) {
            throw new HubException("can't read the certificate " + file + ": " + Reason.withoutFile(e), e);
        } catch (GeneralSecurityException e) {
            throw new HubException(file + " is no certificate: it should be PEM (BEGIN CERTIFICATE)", e);
        }
    }

    private static PrivateKey key(Path file, PublicKey publicKey) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new HubException("can't read the key " + file + ": " + Reason.withoutFile(e), e);
        }
        Matcher pem = PRIVATE_KEY.matcher(text);
        if (!pem.find()) {
            throw new HubException(
                    file + " is no private key in PKCS #8 (BEGIN PRIVATE KEY), without a password; convert it with"
                            + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW",
                    null);
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new HubException(
                    file + " is damaged, or no key of the kind that its certificate has (" + publicKey.getAlgorithm()
                            + ")",
                    e);
        }
    }

    private static boolean fits(PrivateKey key, PublicKey publicKey) {
        try {
            String algorithm = switch (publicKey.getAlgorithm()) {
                case "EC" -> "SHA256withECDSA";
                case "EdDSA" -> "EdDSA";
                default -> "SHA256withRSA";
            };
            byte[] text = "lockstep".getBytes(StandardCharsets.US_ASCII);
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static SslContextFactory.Server server(PrivateKey key, List<? extends Certificate> chain) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("hub", key, new char[0], chain.toArray(new Certificate[0]));
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStore(store);
            tls.setKeyStorePassword("");
            tls.setSniRequired(false); // hubs are reached at addresses, which have no name
            tls.setRenegotiationAllowed(false);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java can't keep a certificate in memory", e);
        }
    }
}
