package dev.lockstep.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonEscapes;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;

/**
 * Changes and snapshots as JSON arrays without names, for clients that asked for them: PROTOCOL.md, "Compact frames". Stateless; what
 * numbers mean is kept by {@link ClientNumbers} at the hub and {@link HubDecoder} at the client.
 */
public final class CompactCodec {

    private static final int REMOVE = 0;
    private static final int MERGE = 1;

    private CompactCodec() {}

    // ---- at the hub

    /**
     * A frame of changes.
     *
     * @param room the room's number
     * @param numbers gives a number to each author that has none yet
     */
    public static String encode(int room, HubMessage.Changes changes, ClientNumbers numbers) {
        List<Commit> commits = changes.commits();
        Map<Integer, String> fresh = numbers.number(commits);
        long at = commits.get(0).at();
        StringBuilder out = new StringBuilder(64 + 128 * commits.size())
                .append('[')
                .append(room)
                .append(',')
                .append(commits.get(0).seq())
                .append(',')
                .append(at);
        if (!fresh.isEmpty() || !changes.authors().isEmpty()) {
            JsonText.appendObject(out.append(','), text -> {
                if (!fresh.isEmpty()) {
                    text.texts("clients", byText(fresh));
                }
                if (!changes.authors().isEmpty()) {
                    text.texts("authors", changes.authors());
                }
            });
        }
        for (Commit commit : commits) {
            write(out.append(','), commit, at, numbers);
        }
        return out.append(']').toString();
    }

    private static Map<String, String> byText(Map<Integer, String> fresh) {
        Map<String, String> named = new LinkedHashMap<>();
        fresh.forEach((number, client) -> named.put(String.valueOf(number), client));
        return named;
    }

    private static void write(StringBuilder out, Commit commit, long at, ClientNumbers numbers) {
        String client = commit.client();
        out.append('[')
                .append(client == null ? 0 : numbers.of(client))
                .append(',')
                .append(commit.id())
                .append(',')
                .append(commit.at() - at);
        for (Operation op : commit.ops()) {
            op.accept(new Operation.Visitor<StringBuilder>() {
                @Override
                public StringBuilder put(Operation.Put put) {
                    return value(key(put.key()), put.value());
                }

                @Override
                public StringBuilder merge(Operation.Merge merge) {
                    out.append(',').append(MERGE);
                    return value(key(merge.key()), merge.value());
                }

                @Override
                public StringBuilder add(Operation.Add add) {
                    throw new IllegalArgumentException("effects have no add");
                }

                @Override
                public StringBuilder remove(Operation.Remove remove) {
                    out.append(',').append(REMOVE);
                    return key(remove.key());
                }

                private StringBuilder key(String key) {
                    JsonEscapes.appendQuoted(out.append(','), key);
                    return out;
                }

                private StringBuilder value(StringBuilder text, Json value) {
                    value.appendTo(text.append(','));
                    return text;
                }
            });
        }
        if (!commit.locks().isEmpty() || commit.quiet() || commit.rules() != null || commit.access() != null) {
            JsonText.appendObject(out.append(','), text -> RoomJson.writeRest(text, commit));
        }
        out.append(']');
    }

    /** A part of a snapshot. */
    public static String encode(HubMessage.Snapshot snapshot) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (Entry entry : snapshot.entries()) {
            number(numbers, entry.createdBy());
            number(numbers, entry.changedBy());
        }
        StringBuilder out = new StringBuilder(256 + 64 * snapshot.entries().size()).append('[');
        JsonText.appendObject(out, text -> {
            text.put("room", snapshot.room()).put("epoch", snapshot.epoch()).put("seq", snapshot.seq());
            text.texts("clients", List.copyOf(numbers.keySet()));
            if (!snapshot.authors().isEmpty()) {
                text.texts("authors", snapshot.authors());
            }
            text.put("more", snapshot.more());
        });
        long created = 0;
        int author = 0;
        for (Entry entry : snapshot.entries()) {
            JsonEscapes.appendQuoted(out.append(','), entry.key());
            entry.value().appendTo(out.append(','));
            int by = place(numbers, entry.createdBy());
            int changedBy =
                    Objects.equals(entry.changedBy(), entry.createdBy()) ? 0 : place(numbers, entry.changedBy());
            boolean changedByOther = changedBy != 0;
            boolean anotherAuthor = changedByOther || by != author;
            boolean changed = anotherAuthor || entry.version() != entry.created();
            if (changed || entry.created() != created + 1) {
                out.append(',').append(entry.created() - created);
            }
            if (changed) {
                out.append(',').append(entry.version() - entry.created());
            }
            if (anotherAuthor) {
                out.append(',').append(by);
            }
            if (changedByOther) {
                out.append(',').append(changedBy);
            }
            created = entry.created();
            author = by;
        }
        return out.append(']').toString();
    }

    private static int place(Map<String, Integer> numbers, @Nullable String client) {
        return client == null ? 0 : numbers.getOrDefault(client, 0);
    }

    private static void number(Map<String, Integer> numbers, @Nullable String client) {
        if (client != null) {
            numbers.putIfAbsent(client, numbers.size() + 1);
        }
    }

    // ---- at the client

    /** What the client knows of a room with a number. */
    static final class Room {
        final String name;
        private final Map<Integer, String> clients = new LinkedHashMap<>();

        Room(String name, List<String> clients) {
            this.name = name;
            for (String client : clients) {
                this.clients.put(this.clients.size() + 1, client);
            }
        }
    }

    /** The changes in {@code items} after the room's number; clients that it names first are noted in {@code room}. */
    static HubMessage.Changes changes(List<Json> items, Room room) throws MalformedException {
        Items frame = new Items(items, 1);
        long seq = frame.integer(1);
        long at = frame.integer(0);
        Map<String, String> authors = Map.of();
        if (frame.peek() instanceof Json.Obj) {
            Fields fields = Fields.of(frame.next(), "a compact frame");
            for (Map.Entry<String, String> client :
                    fields.textsByName("clients").entrySet()) {
                room.clients.put(number(client.getKey()), client.getValue());
            }
            authors = fields.textsByName("authors");
        }
        List<Commit> commits = new ArrayList<>();
        while (frame.hasNext()) {
            if (!(frame.next() instanceof Json.Arr commit)) {
                throw new MalformedException("a commit of a compact frame is no array");
            }
            commits.add(commit(new Items(commit.items(), 0), seq++, at, room));
        }
        return new HubMessage.Changes(room.name, commits, authors);
    }

    private static int number(String text) throws MalformedException {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new MalformedException("a client of a compact frame has no number");
    }

    private static Commit commit(Items items, long seq, long at, Room room) throws MalformedException {
        long author = items.integer(0);
        long id = items.integer(0);
        long when = at + items.integer(-Limits.INTEGER_MAX);
        String client = author == 0 ? null : room.clients.get((int) Math.min(author, Integer.MAX_VALUE));
        if ((client == null) != (author == 0) || (client == null) != (id == 0) || when < 0) {
            throw new MalformedException("a commit of a compact frame has an author that nobody named, or no time");
        }
        List<Operation> ops = new ArrayList<>();
        Fields rest = Fields.EMPTY;
        while (items.hasNext()) {
            Json next = items.next();
            if (next instanceof Json.Text key) {
                ops.add(new Operation.Put(key.value(), items.next()));
            } else if (next instanceof Json.Obj && !items.hasNext()) {
                rest = Fields.of(next, "a commit");
            } else if (next.equals(Json.of(MERGE))) {
                ops.add(new Operation.Merge(items.text(), items.next()));
            } else if (next.equals(Json.of(REMOVE))) {
                ops.add(new Operation.Remove(items.text()));
            } else {
                throw new MalformedException("a commit of a compact frame has neither a key nor what to do with one");
            }
        }
        return RoomJson.commit(seq, client, id, when, ops, rest);
    }

    /** A part of a snapshot. */
    static HubMessage.Snapshot snapshot(List<Json> items) throws MalformedException {
        Items frame = new Items(items, 0);
        Fields fields = Fields.of(frame.next(), "a compact snapshot");
        List<String> clients = fields.texts("clients");
        List<Entry> entries = new ArrayList<>();
        long created = 0;
        long author = 0;
        while (frame.hasNext()) {
            String key = frame.text();
            Json value = frame.next();
            created += frame.integerOr(1, -Limits.INTEGER_MAX);
            long version = created + frame.integerOr(0, 0);
            author = frame.integerOr(author, 0);
            String by = client(clients, author);
            String changedBy = client(clients, frame.integerOr(0, 0));
            if (created < 1 || version > Limits.INTEGER_MAX) {
                throw new MalformedException("an entry of a compact snapshot has no version");
            }
            entries.add(new Entry(key, value, version, created, by, changedBy == null ? by : changedBy));
        }
        return new HubMessage.Snapshot(
                fields.text("room"),
                fields.text("epoch"),
                fields.integer("seq", 0),
                entries,
                fields.textsByName("authors"),
                fields.flag("more", false));
    }

    private static @Nullable String client(List<String> clients, long number) throws MalformedException {
        if (number > clients.size()) {
            throw new MalformedException("an entry of a compact snapshot has an author that nobody named");
        }
        return number == 0 ? null : clients.get((int) number - 1);
    }

    /** The items of an array, one after another. */
    private static final class Items {
        private final List<Json> items;
        private int next;

        Items(List<Json> items, int next) {
            this.items = items;
            this.next = next;
        }

        boolean hasNext() {
            return next < items.size();
        }

        @Nullable
        Json peek() {
            return hasNext() ? items.get(next) : null;
        }

        Json next() throws MalformedException {
            if (!hasNext()) {
                throw new MalformedException("a compact frame ends too early");
            }
            return items.get(next++);
        }

        String text() throws MalformedException {
            if (next() instanceof Json.Text text) {
                return text.value();
            }
            throw new MalformedException("a key of a compact frame is no string");
        }

        /** {@code otherwise} where no number follows. */
        long integerOr(long otherwise, long min) throws MalformedException {
            return peek() instanceof Json.Num ? integer(min) : otherwise;
        }

        long integer(long min) throws MalformedException {
            return Fields.integer(next(), () -> "an item of a compact frame", min);
        }
    }
}
