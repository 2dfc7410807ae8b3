package dev.lockstep.model;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** JSON Merge Patch as <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>, section 2, defines it. */
final class MergePatch {

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
}
