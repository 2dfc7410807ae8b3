package dev.lockstep.desktop.shell;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.lockstep.model.Access;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Role;

/** What a room's host may choose in words: who may do what, but for those who have a role of their own. */
enum AccessPreset {
    EVERYONE("Everyone may do everything", Role.EDITOR),
    BOARD_LOCKED("Only hosts may draw", Role.EDITOR),
    CHAT_ONLY("Everyone may look and chat, only hosts and chosen people may do more", Role.VIEWER),
    LOOK_ONLY("Everyone may look, only hosts and chosen people may do more", Role.VIEWER),
    PRIVATE("Private: only the people below may come in", Role.NONE);

    private final String title;
    private final Role everyone;

    AccessPreset(String title, Role everyone) {
        this.title = title;
        this.everyone = everyone;
    }

    /** The least role that may write, by prefix. */
    private Map<String, Role> writers() {
        return switch (this) {
            case EVERYONE, LOOK_ONLY, PRIVATE -> Map.of();
            case BOARD_LOCKED -> Map.of("shape", Role.HOST, "image", Role.HOST);
            case CHAT_ONLY -> Map.of("~chat", Role.VIEWER);
        };
    }

    /** For display. */
    String title() {
        return title;
    }

    /** The one that {@code access} is; empty where somebody mixed their own. */
    static Optional<AccessPreset> of(Access access) {
        for (AccessPreset preset : values()) {
            if (preset.everyone == access.everyone() && preset.writers().equals(access.writers())) {
                return Optional.of(preset);
            }
        }
        return Optional.empty();
    }

    /** What is to be changed about {@code access}; whoever has a role of their own keeps it. */
    AccessChange from(Access access) {
        SortedMap<String, Optional<Role>> changed = new TreeMap<>();
        access.writers().keySet().forEach(prefix -> changed.put(prefix, Optional.empty()));
        writers().forEach((prefix, role) -> changed.put(prefix, Optional.of(role)));
        return new AccessChange(Optional.of(everyone), new TreeMap<>(), changed);
    }

    /** What {@code role} means, for display. */
    static String words(Role role) {
        return switch (role) {
            case NONE -> "May not come in";
            case VIEWER -> "May look";
            case EDITOR -> "May edit";
            case HOST -> "Host";
        };
    }
}
