package dev.lockstep.model;

import java.util.Optional;

/** What a client may do in a room, from least to most. */
public enum Role {
    /** It may not even join. */
    NONE("none"),

    /** It sees everything and is seen, and changes nothing. */
    VIEWER("viewer"),

    /** It changes what the room's rules let it change. */
    EDITOR("editor"),

    /** It also breaks locks, and says who may do what. */
    HOST("host");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /** As it is called in messages and logs. */
    public String wireName() {
        return wireName;
    }

    /** The one that messages and logs call so; empty where none is. */
    public static Optional<Role> ofWireName(String wireName) {
        for (Role role : values()) {
            if (role.wireName.equals(wireName)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Whether it may do all that {@code other} may. */
    public boolean isAtLeast(Role other) {
        return compareTo(other) >= 0;
    }
}
