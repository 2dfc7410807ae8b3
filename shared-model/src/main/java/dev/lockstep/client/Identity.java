package dev.lockstep.client;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.ClientId;

/**
 * Who a client is.
 *
 * @param name for display
 * @param color a CSS colour, {@code #rrggbb}
 * @param secret known to this client alone, at least 128 random bits; proves to the hub that it is the same client
 *     again. Two clients that run at once never share one.
 * @param token the token that the hub requires, null where it requires none
 */
public record Identity(
        String name, String color, String secret, @Nullable String token) {

    private static final int HUES = 360;
    private static final double SATURATION = 0.62;

    /** Dark enough to carry white text; the eye takes yellows and greens for lighter than they are. */
    private static final double LIGHTNESS = 0.44;

    private static final double LIGHTNESS_OF_GREENS = 0.33;
    private static final int GREENS_FROM = 35;
    private static final int GREENS_TO = 190;

    private static final int SECRET_BYTES = 24;

    /** A new client called {@code name}, with a colour that goes with the name. */
    public static Identity named(String name) {
        return new Identity(name, colorOf(name), newSecret(), null);
    }

    /** The same person in another colour, {@code #rrggbb}. */
    public Identity withColor(String newColor) {
        return new Identity(name, newColor, secret, token);
    }

    /** The same with what the hub asks for; null for nothing. */
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
        int hue = (int) (hash.getValue() % HUES);
        boolean green = hue >= GREENS_FROM && hue <= GREENS_TO;
        return color(hue, green ? LIGHTNESS_OF_GREENS : LIGHTNESS);
    }

    /** From HSL to {@code #rrggbb}, as CSS Color Module Level 4, section 7, has it. */
    private static String color(int hue, double lightness) {
        return String.format(
                "#%02x%02x%02x", channel(0, hue, lightness), channel(8, hue, lightness), channel(4, hue, lightness));
    }

    private static int channel(int n, int hue, double lightness) {
        double k = (n + hue / 30.0) % 12;
        double a = SATURATION * Math.min(lightness, 1 - lightness);
        return (int) Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, Math.min(9 - k, 1)))));
    }

    private static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
