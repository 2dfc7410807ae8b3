package dev.lockstep.wire;

import java.util.List;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Rule;

/** What commits are made of, as JSON: the same on the way to the hub, back, and in its log. Stateless. */
public final class Operations {

    /** More than a client needs: the last one will nearly always do. */
    private static final int AFTER_MAX = 64;

    private Operations() {}

    static List<Operation> read(List<Json> items) throws MalformedException {
        Operation[] ops = new Operation[items.size()];
        for (int i = 0; i < ops.length; i++) {
            ops[i] = read(Fields.of(items.get(i), "an operation"));
        }
        return List.of(ops);
    }

    private static Operation read(Fields op) throws MalformedException {
        int verbs = (op.has("put") ? 1 : 0)
                + (op.has("merge") ? 1 : 0)
                + (op.has("add") ? 1 : 0)
                + (op.has("remove") ? 1 : 0);
        if (verbs > 1) {
            throw new MalformedException("an operation does one thing: put, merge, add or remove");
        } else if (op.has("put")) {
            return new Operation.Put(op.text("put"), op.json("value"));
        } else if (op.has("merge")) {
            return new Operation.Merge(op.text("merge"), op.json("value"));
        } else if (op.has("add")) {
            return new Operation.Add(op.text("add"), op.number("by"), op.has("from") ? op.number("from") : 0);
        } else if (op.has("remove")) {
            return new Operation.Remove(op.text("remove"));
        }
        throw new MalformedException("an operation is one of put, merge, add and remove");
    }

    static void write(JsonText text, Operation op) {
        op.accept(new Operation.Visitor<JsonText>() {
            @Override
            public JsonText put(Operation.Put put) {
                return text.put("put", put.key()).put("value", put.value());
            }

            @Override
            public JsonText merge(Operation.Merge merge) {
                return text.put("merge", merge.key()).put("value", merge.value());
            }

            @Override
            public JsonText add(Operation.Add add) {
                JsonText written = text.put("add", add.key()).put("by", Json.of(add.by()));
                return add.from() == 0 ? written : written.put("from", Json.of(add.from()));
            }

            @Override
            public JsonText remove(Operation.Remove remove) {
                return text.put("remove", remove.key());
            }
        });
    }

    /** Reads the members of a commit that a client asks for. */
    public static CommitRequest readRequest(Fields fields) throws MalformedException {
        return new CommitRequest(
                read(fields.items("ops")),
                fields.objects("if", Operations::readCondition),
                fields.integers("fences", 1),
                fields.flag("quiet", false));
    }

    private static CommitRequest.Condition readCondition(Fields condition) throws MalformedException {
        List<Long> after = condition.has("after") ? condition.integers("after", 1) : List.of();
        if (after.size() > AFTER_MAX) {
            throw new MalformedException("\"after\" has more than " + AFTER_MAX + " requests");
        }
        return new CommitRequest.Condition(condition.text("key"), condition.integer("version", 0), after);
    }

    /** Writes the members of a commit that a client asks for. */
    public static void write(JsonText text, CommitRequest request) {
        text.objects("ops", request.ops(), Operations::write);
        if (!request.conditions().isEmpty()) {
            text.objects("if", request.conditions(), (t, c) -> {
                t.put("key", c.key()).put("version", c.version());
                if (!c.after().isEmpty()) {
                    t.integers("after", c.after());
                }
            });
        }
        if (!request.fences().isEmpty()) {
            text.integers("fences", request.fences());
        }
        if (request.quiet()) {
            text.put("quiet", true);
        }
    }

    /** The rules of a room in a message; null where it has none. */
    static @Nullable List<Rule> rulesOrNull(Fields fields) throws MalformedException {
        return fields.has("rules") ? rules(fields) : null;
    }

    /** Reads the rules of a room; none where there are none. */
    public static List<Rule> rules(Fields fields) throws MalformedException {
        return fields.objects("rules", rule -> {
            String who = rule.text("who");
            return new Rule(
                    rule.text("prefix"),
                    Rule.Who.ofWireName(who)
                            .orElseThrow(() -> new MalformedException(
                                    "a rule's \"who\" is creator, owner, nobody or anyone, not " + who)));
        });
    }

    /** Writes the rules of a room; nothing where they are null. */
    @CanIgnoreReturnValue
    public static JsonText write(JsonText text, @Nullable List<Rule> rules) {
        return rules == null
                ? text
                : text.objects(
                        "rules",
                        rules,
                        (t, rule) -> t.put("prefix", rule.prefix())
                                .put("who", rule.who().wireName()));
    }
}
