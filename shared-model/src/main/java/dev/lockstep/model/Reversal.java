package dev.lockstep.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What an action changed, and so how to undo it: each entry, and each member of an entry that is an object, is restored to
 * its previous value, unless it has been changed again since. Immutable.
 *
 * @param changes by key, at most one each
 * @param moves what the action moved, by the key where it was, with the key where it is then: both are taken back or none
 */
public record Reversal(List<Change> changes, Map<String, String> moves) {

    /** Of an action that moved nothing. */
    public Reversal(List<Change> changes) {
        this(changes, Map.of());
    }

    /** An entry before and after the action, null where there was none. */
    public record Change(
            String key, @Nullable Json before, @Nullable Json after) {}

    /**
     * How it is taken back now.
     *
     * @param ops at most one for each key; none where nothing is left to take back
     * @param skipped the keys of which something was changed since, and stays as it is
     * @param reversal takes this back in turn
     */
    public record Plan(List<Operation> ops, List<String> skipped, Reversal reversal) {}

    public Reversal {
        changes = List.copyOf(changes);
        moves = Map.copyOf(moves);
    }

    /** @param now the value of a key, null where there is no entry */
    public Plan plan(Function<String, @Nullable Json> now) {
        List<Operation> ops = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        List<Change> reversed = new ArrayList<>();
        Set<String> stay = changedSinceMoved(now);
        Map<String, String> back = new LinkedHashMap<>();
        moves.forEach((from, to) -> {
            if (!stay.contains(to)) {
                back.put(to, from);
            }
        });
        for (Change change : changes) {
            if (stay.contains(change.key())) {
                skipped.add(change.key());
                continue;
            }
            Json present = now.apply(change.key());
            Step step = step(change, present);
            if (differs(step.wanted(), present)) {
                ops.add(operation(change.key(), present, step.wanted()));
                reversed.add(new Change(change.key(), present, step.wanted()));
            }
            if (!step.whole()) {
                skipped.add(change.key());
            }
        }
        return new Plan(ops, skipped, new Reversal(reversed, back));
    }

    /** Both keys of what others have changed since it was moved, or where they have put something else: it is never in two places. */
    private Set<String> changedSinceMoved(Function<String, @Nullable Json> now) {
        Set<String> stay = new LinkedHashSet<>();
        for (Change change : changes) {
            if (differs(change.after(), now.apply(change.key()))) {
                moves.forEach((from, to) -> {
                    if (change.key().equals(from) || change.key().equals(to)) {
                        stay.add(from);
                        stay.add(to);
                    }
                });
            }
        }
        return stay;
    }

    /** @param whole whether it is all as it was before the change */
    private record Step(@Nullable Json wanted, boolean whole) {}

    private static Step step(Change change, @Nullable Json present) {
        if (!differs(change.after(), present)) {
            return new Step(change.before(), true);
        }
        if (!(change.before() instanceof Json.Obj before)
                || !(change.after() instanceof Json.Obj after)
                || !(present instanceof Json.Obj object)) {
            return new Step(present, !differs(present, change.before()));
        }
        boolean whole = true;
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        for (String name : namesOf(before, after)) {
            Json wanted = before.get(name);
            if (differs(wanted, after.get(name))) {
                if (!differs(after.get(name), object.get(name))) {
                    set(members, name, wanted);
                } else {
                    whole &= !differs(wanted, object.get(name));
                }
            }
        }
        return new Step(new Json.Obj(members), whole);
    }

    private static Operation operation(String key, @Nullable Json present, @Nullable Json wanted) {
        if (wanted == null) {
            return new Operation.Remove(key);
        }
        Json patch = present instanceof Json.Obj ? MergePatch.between(present, wanted) : null;
        return patch instanceof Json.Obj ? new Operation.Merge(key, patch) : new Operation.Put(key, wanted);
    }

    private static Set<String> namesOf(Json.Obj one, Json.Obj other) {
        Set<String> names = new LinkedHashSet<>(one.members().keySet());
        names.addAll(other.members().keySet());
        return names;
    }

    private static boolean differs(@Nullable Json one, @Nullable Json other) {
        return one == null ? other != null : !one.equals(other);
    }

    private static void set(Map<String, Json> members, String name, @Nullable Json value) {
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
    }
}
