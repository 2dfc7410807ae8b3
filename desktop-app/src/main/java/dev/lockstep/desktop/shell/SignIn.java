package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.colors.ColorToken;
import dev.lockstep.desktop.connect.LettingIn;
import dev.lockstep.desktop.view.Settings;

/**
 * Who starts, and where.
 *
 * @param name what others see, empty where it isn't known
 * @param color a CSS colour, empty for one that goes with the name
 * @param address of the hub as it was typed, null for the one on this machine
 * @param token what that hub asks for, null for none
 * @param hub which hub it is, by the hash of its public key; null where only its address is known
 * @param otherAddresses where that hub may be too
 */
public record SignIn(
        String name,
        String color,
        @Nullable String address,
        @Nullable String token,
        @Nullable String hub,
        List<String> otherAddresses) {

    private static final String NAME = "person.name";
    private static final String COLOR = "person.color";
    private static final String ADDRESS = "hub.address";
    private static final String TOKEN = "hub.token";
    private static final String HUB = "hub.id";
    private static final String OTHER_ADDRESSES = "hub.addresses";

    /** Of a hub that this person was at: what it asked for. */
    private static final String TOKEN_OF = "hub.token.of.";

    public SignIn {
        otherAddresses = List.copyOf(otherAddresses);
    }

    /** At an address, whichever hub is there. */
    public SignIn(String name, String color, @Nullable String address, @Nullable String token) {
        this(name, color, address, token, null, List.of());
    }

    /** As it was the last time; without a name where there was none. */
    public static SignIn last(Settings settings) {
        String address = settings.get(ADDRESS, "");
        String token = settings.get(TOKEN, "");
        String hub = settings.get(HUB, "");
        return new SignIn(
                settings.get(NAME, ""),
                settings.get(COLOR, ""),
                address.isEmpty() ? null : address,
                token.isEmpty() ? null : token,
                hub.isEmpty() ? null : hub,
                settings.list(OTHER_ADDRESSES));
    }

    /** The same hub for somebody else. */
    public SignIn as(String newName) {
        return new SignIn(newName, "", address, token, hub, otherAddresses);
    }

    /** The same with what the hub asks for. */
    public SignIn withToken(String newToken) {
        return new SignIn(name, color, address, newToken, hub, otherAddresses);
    }

    /** As whoever hosts the hub has let this person in. */
    SignIn letIn(LettingIn.LetIn letIn) {
        return new SignIn(
                name, color, letIn.url(), letIn.by().token(), letIn.by().hub(), List.of());
    }

    /** At the same address, where {@code newHub} is. */
    SignIn withHub(String newHub) {
        return new SignIn(name, color, address, token, newHub, otherAddresses);
    }

    /** The same hub, which is at {@code newAddress} now. */
    SignIn at(String newAddress) {
        return new SignIn(name, color, newAddress, token, hub, otherAddresses);
    }

    void remember(Settings settings) {
        settings.set(NAME, name);
        settings.set(COLOR, color);
        settings.set(ADDRESS, address == null ? "" : address);
        settings.set(TOKEN, token == null ? "" : token);
        settings.set(HUB, hub == null ? "" : hub);
        settings.setList(OTHER_ADDRESSES, otherAddresses);
        if (hub != null && token != null) {
            settings.set(TOKEN_OF + hub, token);
        }
    }

    /** The hub does not take the token any more: it is not offered again. */
    void forgetToken(Settings settings) {
        settings.set(TOKEN, "");
        if (hub != null) {
            settings.set(TOKEN_OF + hub, "");
        }
    }

    /** What the hub has asked this person for, empty where that isn't known. */
    static String tokenOf(String hub, Settings settings) {
        String last = settings.get(HUB, "").equals(hub) ? settings.get(TOKEN, "") : "";
        return settings.get(TOKEN_OF + hub, last);
    }

    /** Who they are to the hub; with another secret each time. */
    public Identity identity() {
        return Identity.named(name).withToken(token).withColor(color.isEmpty() ? colorOf(name) : color);
    }

    /** The colour of somebody called so who has chosen none: one of those that can be chosen. */
    static String colorOf(String name) {
        List<ColorToken> all = ColorToken.PERSONS;
        return all.get(Math.floorMod(name.toLowerCase(Locale.ROOT).hashCode(), all.size()))
                .web();
    }
}
