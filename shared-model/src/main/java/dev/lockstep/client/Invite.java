package dev.lockstep.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

import dev.lockstep.discovery.Networks;
import dev.lockstep.wire.Protocol;

/**
 * All that somebody needs to come into a hub, as a link: which hub, by the hash of its public key, so that nobody else can pose as it; where
 * it can be reached; and its token. Whoever has the link can come in, so it is as secret as the token. Immutable.
 *
 * <p>The link is {@code lockstep://join/} and, in base64url (RFC 4648, section 5): a version, the 32 bytes of the hash, the port, the
 * addresses, the token in UTF-8, and a CRC-32 of all that, by which a link that was cut off is noticed.
 *
 * @param hub the hash of the hub's public key, as {@link HubConnection#hub} has it
 * @param port where it listens, at each of the addresses
 * @param addresses where it can be reached, the best first; as text without brackets, such as {@code 192.168.1.5}; at most {@value #ADDRESSES_MAX}
 * @param token what it asks for, or what {@link #secret} makes of one of its invites
 */
public record Invite(String hub, int port, List<String> addresses, String token) {

    /** How every link begins. */
    public static final String SCHEME = "lockstep:";

    /** More addresses are left out. */
    public static final int ADDRESSES_MAX = 4;

    /** How what takes the place of a token begins. */
    static final String SECRET = "invite:";

    private static final String START = SCHEME + "//join/";
    private static final int VERSION = 1;
    private static final int HASH_BYTES = 32;
    private static final int TOKEN_BYTES_MAX = 255;
    private static final int BYTES_MAX = 1_024;
    private static final int PORT_BITS = 0xffff;
    private static final int BYTE = 0xff;

    public Invite {
        addresses = List.copyOf(addresses.subList(0, Math.min(addresses.size(), ADDRESSES_MAX)));
        if (!addresses.stream().allMatch(address -> address.matches("[0-9a-fA-F.:]+"))) {
            throw new IllegalArgumentException("addresses are given in numbers");
        }
        if (token.getBytes(StandardCharsets.UTF_8).length > TOKEN_BYTES_MAX) {
            throw new IllegalArgumentException("a token in a link has at most " + TOKEN_BYTES_MAX + " bytes");
        }
    }

    /**
     * What takes the place of a token where the invite is one of several, each of which the hub can let end: its id, and its secret.
     *
     * @param id by which the hub knows it
     * @param secret that whoever comes by it has to know
     */
    public static String secret(String id, String secret) {
        return SECRET + id + "." + secret;
    }

    /** Whether {@code token} is a {@link #secret}. */
    public static boolean isSecret(String token) {
        return token.startsWith(SECRET);
    }

    /** What the hub is sent of it. */
    static String sent(String token) {
        return token.substring(SECRET.length());
    }

    /** Where to connect, the best first. */
    public List<String> urls() {
        return addresses.stream().map(this::url).toList();
    }

    private String url(String address) {
        return "wss://" + Networks.literal(addressOf(address)) + ":" + port + Protocol.PATH;
    }

    /** Whether {@code text} is meant as the link of an invite, whole or not. */
    public static boolean isMeantBy(String text) {
        return text.strip().toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    /** What others are sent. */
    public String link() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
        bytes.put((byte) VERSION).put(Base64.getUrlDecoder().decode(hub)).putShort((short) port);
        bytes.put((byte) addresses.size());
        for (String address : addresses) {
            putShort(bytes, addressOf(address).getAddress());
        }
        putShort(bytes, token.getBytes(StandardCharsets.UTF_8));
        bytes.putInt(sum(bytes));
        byte[] all = new byte[bytes.flip().remaining()];
        bytes.get(all);
        return START + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * Reads a link. What stands before and after it in {@code text}, such as blanks, doesn't matter.
     *
     * @throws IllegalArgumentException where it is none, with the reason for display
     */
    public static Invite of(String text) {
        String link = text.strip();
        if (!link.toLowerCase(Locale.ROOT).startsWith(START)) {
            throw new IllegalArgumentException("this is no invite: it begins with " + START);
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(link.substring(START.length()));
            return all.length > BYTES_MAX ? cutOff() : read(ByteBuffer.wrap(all));
        } catch (BufferUnderflowException | IllegalArgumentException | UnknownHostException e) {
            throw new IllegalArgumentException(
                    "this invite is not complete, or was changed on its way: copy the whole link once more", e);
        }
    }

    private static Invite read(ByteBuffer bytes) throws UnknownHostException {
        int version = bytes.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("an unknown version of invites");
        }
        byte[] hash = new byte[HASH_BYTES];
        bytes.get(hash);
        int port = bytes.getShort() & PORT_BITS;
        int count = bytes.get();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(InetAddress.getByAddress(takeShort(bytes)).getHostAddress());
        }
        String token = new String(takeShort(bytes), StandardCharsets.UTF_8);
        int sum = sum(bytes);
        if (sum != bytes.getInt() || bytes.hasRemaining() || addresses.isEmpty()) {
            return cutOff();
        }
        return new Invite(Base64.getUrlEncoder().withoutPadding().encodeToString(hash), port, addresses, token);
    }

    private static Invite cutOff() {
        throw new IllegalArgumentException("its sum does not fit");
    }

    /** Of all before the position. */
    private static int sum(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate().flip());
        return (int) crc.getValue();
    }

    private static void putShort(ByteBuffer bytes, byte[] value) {
        bytes.put((byte) value.length).put(value);
    }

    private static byte[] takeShort(ByteBuffer bytes) {
        byte[] value = new byte[bytes.get() & BYTE];
        bytes.get(value);
        return value;
    }

    private static InetAddress addressOf(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address in numbers: " + address, e);
        }
    }

    /** The token is not told. */
    @Override
    public String toString() {
        return "Invite[" + hub + ", " + addresses + ", " + port + "]";
    }
}
