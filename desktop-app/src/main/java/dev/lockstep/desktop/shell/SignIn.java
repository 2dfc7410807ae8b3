package dev.lockstep.desktop.shell;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.view.Settings;

/**
 * Who starts, and where.
 *
 * @param name what others see, empty where it isn't known
 * @param color a CSS colour, empty for one that goes with the name
 * @param address of the hub as it was typed, null for the one on this machine
 * @param token what that hub asks for, null for none
 */
public record SignIn(
        String name,
        String color,
        @Nullable String address,
        @Nullable String token) {

    private static final String NAME = "person.name";
    private static final String COLOR = "person.color";
    private static final String ADDRESS = "hub.address";
    private static final String TOKEN = "hub.token";

    /** As it was the last time; without a name where there was none. */
    public static SignIn last(Settings settings) {
        String address = settings.get(ADDRESS, "");
        String token = settings.get(TOKEN, "");
        return new SignIn(
                settings.get(NAME, ""),
                settings.get(COLOR, ""),
                address.isEmpty() ? null : address,
                token.isEmpty() ? null : token);
    }

    void remember(Settings settings) {
        settings.set(NAME, name);
        settings.set(COLOR, color);
        settings.set(ADDRESS, address == null ? "" : address);
        settings.set(TOKEN, token == null ? "" : token);
    }

    Identity identity() {
        Identity named = Identity.named(name).withToken(token);
        return color.isEmpty() ? named : named.withColor(color);
    }
}
