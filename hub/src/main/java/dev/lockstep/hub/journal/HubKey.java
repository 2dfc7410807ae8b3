package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lockstep.disk.PrivateFile;
import dev.lockstep.disk.Reason;
import dev.lockstep.wire.HubProof;

/**
 * The key pair that identifies a hub: generated with its data directory, and stored in it. Clients store what belongs to a hub under
 * the hash of the public half ({@link #hubId}). An elliptic curve key, P-256, as PEM (RFC 7468). Immutable.
 */
public final class HubKey implements HubIdentity {

    /** Where it lies in a hub's data directory. */
    public static final String FILE = "hub.key";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*"
                    + "-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private final byte[] privateKey; // read when the first client asks: a start need not wait for that
    private final byte[] publicKey;
    private final String hubId;

    private HubKey(byte[] privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.hubId = HubProof.hubId(publicKey);
    }

    /** A key of a hub that keeps nothing. */
    public static HubKey fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new HubKey(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no elliptic curve P-256 (module jdk.crypto.ec)", e);
        }
    }

    /**
     * The key of the hub whose data are in {@code directory}; drawn now where there is none.
     *
     * @throws JournalException where it can't be read or kept, with the reason for display
     */
    static HubKey in(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return read(file);
        } catch (IOException e) {
            throw new JournalException("the hub's key in " + directory + " can't be used: " + Reason.of(e), e);
        }
    }

    private static HubKey read(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFile.createWith(file, fresh().toPem());
        }
        Matcher pem = PEM.matcher(PrivateFile.read(file));
        try {
            if (!pem.matches()) {
                throw new IllegalArgumentException("it is not a private and a public key in PEM");
            }
            return new HubKey(
                    Base64.getMimeDecoder().decode(pem.group(1)),
                    Base64.getMimeDecoder().decode(pem.group(2)));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " is damaged: " + e.getMessage()
                            + "; put a copy of it back, or move it aside: then clients take"
                            + " this hub for another one",
                    e);
        }
    }

    /** What the hub whose data are in {@code directory} is known by; empty where there are no data yet, or its key can't be read. */
    public static Optional<String> hubIdIn(Path directory) {
        if (!Files.exists(directory.resolve(FILE), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(in(directory).hubId());
        } catch (JournalException e) {
            return Optional.empty();
        }
    }

    @Override
    public String hubId() {
        return hubId;
    }

    @Override
    public String publicKey() {
        return Base64.getEncoder().encodeToString(publicKey);
    }

    @Override
    public KeyPair keyPair() {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(publicKey)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the hub's key can't be used: " + e.getMessage(), e);
        }
    }

    @Override
    public String sign(byte[] text) {
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privateKey));
            Signature signature = Signature.getInstance(HubProof.SIGNATURE);
            signature.initSign(key);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the hub's key can't be used: " + e.getMessage(), e);
        }
    }

    private String toPem() {
        return pem("PRIVATE KEY", privateKey) + pem("PUBLIC KEY", publicKey);
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }
}
