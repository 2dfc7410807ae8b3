package dev.lockstep.hub.session;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Names;
import dev.lockstep.wire.HubMessage;

/** Validates messages that are forwarded and not stored. */
final class TransientMessages {

    private TransientMessages() {}

    /** What is wrong with a refresh of {@code keys}; null where nothing is. */
    static HubMessage.@Nullable Fault problemWithKeys(List<String> keys, Limits limits) {
        for (String key : keys) {
            String problem = Names.problemWithKey(key);
            if (problem != null) {
                return new HubMessage.Fault(HubMessage.ErrorCode.MALFORMED, problem, null);
            }
        }
        return keys.size() > limits.opsPerCommit()
                ? tooLarge("at most " + limits.opsPerCommit() + " keys are refreshed at once")
                : null;
    }

    /** What is wrong with {@code value} as presence or signal; null where nothing is. */
    static HubMessage.@Nullable Fault problemWithValue(Json value, Limits limits) {
        if (value.encodedBytes() > limits.valueBytes()) {
            return tooLarge("a value has at most " + limits.valueBytes() + " bytes");
        } else if (value.depth() > Limits.VALUE_DEPTH_MAX) {
            return tooLarge("a value is at most " + Limits.VALUE_DEPTH_MAX + " levels deep");
        }
        return null;
    }

    private static HubMessage.Fault tooLarge(String problem) {
        return new HubMessage.Fault(HubMessage.ErrorCode.TOO_LARGE, problem, null);
    }
}
