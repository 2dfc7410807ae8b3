package dev.lockstep.desktop.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.view.Settings;

/**
 * What somebody has begun to write in a room of a hub, kept till the next start. Each window that shows the room has one of its own: they are
 * numbered, and a window takes the first that none has, one with something in it before an empty one. On the JavaFX thread.
 */
final class Drafts implements AutoCloseable {

    /** The first is where version 0.1.0 kept the only one. */
    private static final String TEXT = "chat.draft";

    private static final String ABOUT = "chat.draft-about";
    private static final String EDIT = "chat.draft-edit";
    private static final String PICTURES = "chat.draft-pictures";
    private static final List<String> KINDS = List.of(TEXT, ABOUT, EDIT, PICTURES);
    private static final int WINDOWS_MAX = 8;

    /** Which are taken, by the settings that keep them. */
    private static final Map<Settings, Set<String>> TAKEN = new WeakHashMap<>();

    private final Settings settings;
    private final String room; // with its hub, where that is known
    private final int number;

    /**
     * @param text what is written, or the new text of {@code edits}
     * @param caret where the next letter goes
     * @param reply the id of the message that it answers, empty for none
     * @param edits the id of the message that is edited, empty for none
     * @param beside the new message that was begun before the edit; empty where nothing is edited
     * @param pictures what goes with the new message, by the names that {@link DraftPictures} has for them
     */
    record Draft(String text, int caret, String reply, String edits, String beside, List<String> pictures) {

        static final Draft EMPTY = new Draft("", 0, "", "", "", List.of());
    }

    /** @param hub the hash of its key, null before the first contact */
    Drafts(Settings settings, String room, @Nullable String hub) {
        this.settings = settings;
        this.room = hub == null ? room : room + " at " + hub;
        if (hub != null) {
            takeOver(room);
        }
        this.number = firstFree();
        TAKEN.computeIfAbsent(settings, s -> new HashSet<>()).add(id(number));
    }

    /** What was begun before the hub was known, or with an earlier version, is this hub's: the first that has a room of this name. */
    private void takeOver(String withoutHub) {
        for (int i = 0; i < WINDOWS_MAX; i++) {
            boolean isFree = !isTaken(room, i) && !isAnything(room, i);
            if (isFree && !isTaken(withoutHub, i) && isAnything(withoutHub, i)) {
                for (String kind : KINDS) {
                    settings.set(key(kind, room, i), settings.get(key(kind, withoutHub, i), ""));
                    settings.set(key(kind, withoutHub, i), "");
                }
            }
        }
    }

    private boolean isAnything(String of, int i) {
        return !settings.get(key(TEXT, of, i), "").isEmpty()
                || !settings.get(key(EDIT, of, i), "").isEmpty()
                || !settings.list(key(PICTURES, of, i)).isEmpty();
    }

    private boolean isTaken(String of, int i) {
        return TAKEN.getOrDefault(settings, Set.of()).contains(i + " " + of);
    }

    private int firstFree() {
        int free = -1;
        for (int i = 0; i < WINDOWS_MAX; i++) {
            if (!isTaken(room, i)) {
                if (isAnything(room, i)) {
                    return i;
                }
                free = free < 0 ? i : free;
            }
        }
        return free < 0 ? WINDOWS_MAX : free;
    }

    private String id(int i) {
        return i + " " + room;
    }

    private String key(String kind, int i) {
        return key(kind, room, i);
    }

    private static String key(String kind, String of, int i) {
        return (i == 0 ? kind : kind + (i + 1)) + "." + of;
    }

    Draft load() {
        List<String> about = settings.get(key(ABOUT, number), "").lines().toList();
        String written = settings.get(key(TEXT, number), "");
        String edits = about.size() > 2 ? about.get(2) : "";
        String text = edits.isEmpty() ? written : settings.get(key(EDIT, number), "");
        return new Draft(
                text,
                caret(about.isEmpty() ? "" : about.get(0), text.length()),
                about.size() > 1 ? about.get(1) : "",
                edits,
                edits.isEmpty() ? "" : written,
                settings.list(key(PICTURES, number)));
    }

    private static int caret(String number, int most) {
        try {
            return Math.max(0, Math.min(most, Integer.parseInt(number)));
        } catch (NumberFormatException e) {
            return most;
        }
    }

    void keep(Draft draft) {
        boolean edits = !draft.edits().isEmpty();
        set(TEXT, edits ? draft.beside() : draft.text());
        set(EDIT, edits ? draft.text() : "");
        boolean nothing = draft.equals(Draft.EMPTY);
        set(PICTURES, String.join("\n", draft.pictures()));
        set(ABOUT, nothing ? "" : draft.caret() + "\n" + draft.reply() + "\n" + draft.edits());
    }

    private void set(String kind, String value) {
        String key = key(kind, number);
        if (!settings.get(key, "").equals(value)) {
            settings.set(key, value);
        }
    }

    @Override
    public void close() {
        TAKEN.getOrDefault(settings, new HashSet<>()).remove(id(number));
    }
}
