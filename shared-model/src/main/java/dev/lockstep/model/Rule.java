package dev.lockstep.model;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Who may write the entries at a prefix, beyond what locks say. Part of a room's state and log, and checked for every commit.
 *
 * @param prefix the rule covers the entry at this key and all below it, as a lock would; empty for all entries. Of several rules that
 *     cover a key, only the one with the longest prefix applies
 */
public record Rule(String prefix, Who who) {

    /** The most rules that a room has. */
    public static final int MAX = 100;

    /** Whom a rule lets write. */
    public enum Who {
        /** Anyone may make an entry; whoever made it may change and remove it, and nobody else. */
        CREATOR("creator"),

        /** Only the client whose public name is the last segment of the key may make, change and remove the entry. */
        OWNER("owner"),

        /** Anyone may make an entry; nobody may change or remove it afterwards. */
        NOBODY("nobody"),

        /** Anyone may do anything: an exception from a shorter prefix. */
        ANYONE("anyone");

        private final String wireName;

        Who(String wireName) {
            this.wireName = wireName;
        }

        /** As it is called in messages and logs. */
        public String wireName() {
            return wireName;
        }

        /** The one that messages and logs call so; empty where none is. */
        public static Optional<Who> ofWireName(String wireName) {
            for (Who who : values()) {
                if (who.wireName.equals(wireName)) {
                    return Optional.of(who);
                }
            }
            return Optional.empty();
        }
    }

    /** The rule that counts for {@code key}, null where none covers it. */
    public static @Nullable Rule over(List<Rule> rules, String key) {
        Rule longest = null;
        for (Rule rule : rules) {
            if (rule.covers(key)
                    && (longest == null
                            || rule.prefix().length() > longest.prefix().length())) {
                longest = rule;
            }
        }
        return longest;
    }

    boolean covers(String key) {
        return prefix.isEmpty() || Names.guards(prefix, key);
    }
}
