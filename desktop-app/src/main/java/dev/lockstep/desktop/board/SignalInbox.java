package dev.lockstep.desktop.board;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * The signals that came since the last frame, by who sent them. A member may send thousands a second, of a quarter of a megabyte
 * each: what a later one makes pointless is dropped unread, and a frame reads so much of the rest as it has time for.
 */
final class SignalInbox {

    /** So many signals of one member wait; an honest one sends two in a frame. */
    static final int WAITING_MAX = 64;

    /** Signals of more members than this are not kept. */
    static final int SENDERS_MAX = 200;

    /** So many signals are read in a frame. */
    static final int FRAME_SIGNALS = 400;

    /** So many characters of points and texts are read in a frame; what is left waits for the next. */
    static final int FRAME_CHARS = 400_000;

    /** A signal of points or a text of more characters is nothing that this program would send, and is left out. */
    static final int CHARS_MAX = 100_000;

    private static final int KIND_MAX = 20;
    private static final Set<String> KINDS = Set.of("draws", "drawn", "moved", "laser", "come");

    private final Map<String, Deque<Json.Obj>> waiting = new LinkedHashMap<>();

    /** @param session of the sender, as the hub says */
    void add(String session, Json value) {
        if (!(value instanceof Json.Obj signal) || !KINDS.contains(kind(signal)) || chars(signal) > CHARS_MAX) {
            return; // from a newer program, or made up
        }
        Deque<Json.Obj> own = waiting.get(session);
        if (own == null) {
            if (waiting.size() >= SENDERS_MAX) {
                return;
            }
            own = new ArrayDeque<>();
            waiting.put(session, own);
        }
        String kind = kind(signal);
        if (!kind.equals("laser")) {
            own.removeIf(each -> isPointless(each, kind, signal));
        }
        own.addLast(signal);
        if (own.size() > WAITING_MAX) {
            own.removeFirst();
        }
    }

    /** Whether {@code earlier} says nothing beside what came after it. */
    private static boolean isPointless(Json.Obj earlier, String kind, Json.Obj later) {
        String before = kind(earlier);
        return switch (kind) {
            case "drawn" -> before.equals("draws") || before.equals("drawn");
            case "draws" -> before.equals("draws") && later.get("points") == null; // a shape, whole each time
            default -> before.equals(kind);
        };
    }

    /** Hands out what a frame has time for: of each member in the order in which it came. */
    void read(BiConsumer<String, Json.Obj> reader) {
        int signals = 0;
        int chars = 0;
        Iterator<Map.Entry<String, Deque<Json.Obj>>> senders =
                waiting.entrySet().iterator();
        while (senders.hasNext()) {
            Map.Entry<String, Deque<Json.Obj>> sender = senders.next();
            Deque<Json.Obj> own = sender.getValue();
            while (!own.isEmpty()) {
                if (signals >= FRAME_SIGNALS || chars >= FRAME_CHARS) {
                    return;
                }
                Json.Obj signal = own.removeFirst();
                signals++;
                chars += chars(signal);
                reader.accept(sender.getKey(), signal);
            }
            senders.remove();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    static String kind(Json.Obj signal) {
        return JsonReader.of(signal).at("board").text(KIND_MAX, "");
    }

    private static int chars(Json.Obj signal) {
        JsonReader read = JsonReader.of(signal);
        int chars = length(read.at("points")) + length(read.at("shape").at("text"));
        for (JsonReader place : read.at("shapes").items(BoardPeople.MOVED_MAX)) { // more of them are not read
            chars += length(place.at("text"));
        }
        return chars;
    }

    private static int length(JsonReader text) {
        return text.text(Integer.MAX_VALUE, "").length();
    }
}
