package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.lockstep.desktop.text.Folded;

/** Finds messages by words of their texts or authors. Each is made ready to be searched once. On the JavaFX thread. */
final class ChatSearch {

    /** So many are made ready at once: a few milliseconds. */
    private static final int STEP = 500;

    private static final int KEPT_MAX = 20_000;

    private final ReadOnlyStringWrapper sought = new ReadOnlyStringWrapper(this, "sought", "");
    private final Map<String, Ready> ready = new HashMap<>(); // by id
    private String folded = "";
    private boolean more;

    private record Ready(String text, String author, String folded) {}

    /** What is looked for; empty where nothing is. */
    ReadOnlyStringProperty soughtProperty() {
        return sought.getReadOnlyProperty();
    }

    void seek(String text) {
        folded = Folded.of(text.strip());
        sought.set(text.strip());
        if (folded.isEmpty()) {
            ready.clear();
        }
    }

    boolean isOn() {
        return !folded.isEmpty();
    }

    /** Whether not all that was asked for was looked at in the last {@link #in}: ask again. */
    boolean hasMore() {
        return more;
    }

    /** Those that are found, as far as was looked. */
    List<ChatMessage> in(List<ChatMessage> messages) {
        List<ChatMessage> found = new ArrayList<>();
        int left = STEP;
        for (int i = messages.size() - 1; i >= 0 && left > 0; i--) { // what is new is seen first
            ChatMessage message = messages.get(i);
            Ready known = ready.get(message.id());
            if (known == null
                    || !known.text().equals(message.text())
                    || !known.author().equals(message.author())) {
                left--;
                known = new Ready(
                        message.text(), message.author(), Folded.of(message.text() + "\n" + message.author()));
                if (ready.size() < KEPT_MAX) {
                    ready.put(message.id(), known);
                }
            }
            if (!message.deleted() && known.folded().contains(folded)) {
                found.add(0, message);
            }
        }
        more = left == 0;
        return found;
    }
}
