package dev.lockstep.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** JSON Merge Patch as <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>, section 2, defines it. */
public final class MergePatch {

    private MergePatch() {}

    /**
     * @param target null where there is nothing yet
     * @return the patched value; {@code target} itself where the patch makes no difference
     */
    static Json apply(@Nullable Json target, Json patch) {
        if (!(patch instanceof Json.Obj patchObject)) {
            return target != null && patch.equals(target) ? target : patch;
        }
        boolean changed = !(target instanceof Json.Obj);
        Map<String, Json> members =
                new LinkedHashMap<>(target instanceof Json.Obj object ? object.members() : Map.of());
        for (Map.Entry<String, Json> member : patchObject.members().entrySet()) {
            if (member.getValue() instanceof Json.Null) {
                changed |= members.remove(member.getKey()) != null;
            } else {
                Json before = members.get(member.getKey());
                Json after = apply(before, member.getValue());
                if (!after.equals(before)) {
                    members.put(member.getKey(), after);
                    changed = true;
                }
            }
        }
        return changed || target == null ? new Json.Obj(members) : target;
    }

    /** The patch that makes {@code to} of {@code from}; null where there is none, since it can't write JSON null into objects. */
    public static @Nullable Json between(@Nullable Json from, Json to) {
        if (!(to instanceof Json.Obj toObject)) {
            return to instanceof Json.Null ? null : to;
        }
        Map<String, Json> members = from instanceof Json.Obj object ? object.members() : Map.of();
        Map<String, Json> patch = new LinkedHashMap<>();
        for (String name : members.keySet()) {
            if (toObject.get(name) == null) {
                patch.put(name, Json.ofNull());
            }
        }
        for (Map.Entry<String, Json> member : toObject.members().entrySet()) {
            Json before = members.get(member.getKey());
            if (!member.getValue().equals(before)) {
                Json change = between(before, member.getValue());
                if (change == null) {
                    return null;
                }
                patch.put(member.getKey(), change);
            }
        }
        return new Json.Obj(patch);
    }

    /** Whether {@code later} leaves nothing of what {@code earlier} did, whatever they are applied to. False where that isn't seen at once. */
    public static boolean overwrites(Json earlier, Json later) {
        if (!(later instanceof Json.Obj after)) {
            return true;
        }
        return earlier instanceof Json.Obj before
                && after.members().keySet().equals(before.members().keySet())
                && isFlat(after)
                && isFlat(before);
    }

    /** Whether both change members of an object, and none of them the same. */
    public static boolean areApart(Json one, Json other) {
        return one instanceof Json.Obj first
                && other instanceof Json.Obj second
                && Collections.disjoint(
                        first.members().keySet(), second.members().keySet());
    }

    private static boolean isFlat(Json.Obj patch) {
        return patch.members().values().stream().noneMatch(Json.Obj.class::isInstance);
    }
}
