package dev.lockstep.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The {@link Rule}s of a room. Immutable. */
final class Rules {

    static final Rules NONE = new Rules(List.of());

    private final List<Rule> rules;

    Rules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    List<Rule> all() {
        return rules;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** What is wrong with {@code rules} as such, null where nothing is. */
    static @Nullable Refusal problemWith(List<Rule> rules) {
        if (rules.size() > Rule.MAX) {
            return new Refusal(RefusalCode.LIMIT, "a room has at most " + Rule.MAX + " rules", null);
        }
        Set<String> prefixes = new HashSet<>();
        for (Rule rule : rules) {
            String problem = rule.prefix().isEmpty() ? null : Names.problemWithKey(rule.prefix());
            if (problem == null && !prefixes.add(rule.prefix())) {
                problem = "two rules for the prefix \"" + rule.prefix() + "\"; give one";
            }
            if (problem != null) {
                return new Refusal(RefusalCode.INVALID, problem, null);
            }
        }
        return null;
    }

    /**
     * Why {@code client} may not change what is at {@code key}; null where it may.
     *
     * @param before the entry that is there, null where there is none
     */
    @Nullable
    Refusal refusal(String client, String key, @Nullable Entry before) {
        Rule rule = Rule.over(rules, key);
        if (rule == null) {
            return null;
        }
        String why = switch (rule.who()) {
            case ANYONE -> null;
            case NOBODY -> before == null ? null : "this room keeps " + key + " as it is";
            case CREATOR ->
                before == null || client.equals(before.createdBy())
                        ? null
                        : "only the one who made " + key + " may change or remove it";
            case OWNER ->
                key.substring(key.lastIndexOf('/') + 1).equals(client) ? null : key + " belongs to another client";
        };
        return why == null ? null : new Refusal(RefusalCode.FORBIDDEN, why, key);
    }
}
