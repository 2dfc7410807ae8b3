package dev.lockstep.client;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.ClientId;

/**
 * Who a client is.
 *
 * @param name for people
 * @param color a CSS colour, {@code #rrggbb}
 * @param secret known to this client alone, at least 128 bits of chance; proves to the hub that it is the same client
 *     again. Two clients that run at once never share one.
 * @param token what the hub asks for, null where it asks for none
 */
public record Identity(
        String name, String color, String secret, @Nullable String token) {

    /** Colours that are told apart on white and on black, and carry white text. */
    private static final List<String> COLORS = List.of(
            "#c0392b", "#d35400", "#b7950b", "#27803f", "#138d75", "#2471a3", "#2e4fb8", "#7d3cb5", "#b83280",
            "#6d4c41");

    private static final int SECRET_BYTES = 24;

    /** A new client called {@code name}, with a colour that goes with the name. */
    public static Identity named(String name) {
        return new Identity(name, colorOf(name), newSecret(), null);
    }

    public Identity withColor(String newColor) {
        return new Identity(name, newColor, secret, token);
    }

    public Identity withToken(@Nullable String newToken) {
        return new Identity(name, color, secret, newToken);
    }

    /** The public name of the client, which goes with its secret. */
    public String client() {
        return ClientId.of(secret);
    }

    /** The secret is not told. */
    @Override
    public String toString() {
        return "Identity[" + name + ", " + color + ", " + client() + "]";
    }

    private static String colorOf(String name) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        return COLORS.get((int) (hash.getValue() % COLORS.size()));
    }

    private static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
