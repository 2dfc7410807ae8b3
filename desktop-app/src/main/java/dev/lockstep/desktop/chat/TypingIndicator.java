package dev.lockstep.desktop.chat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.JsonReader;

/** Who is writing just now, as the members of a chat's room show it. On the JavaFX thread. */
final class TypingIndicator {

    private static final String TYPING = "typing";

    private final SharedRoom room;
    private final Function<Member, String> names;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper(this, "words", "");

    /** @param names makes the name of a member that is shown */
    TypingIndicator(SharedRoom room, Function<Member, String> names) {
        this.room = room;
        this.names = names;
    }

    /** In words; empty where nobody is. */
    ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** Whether this person is. */
    void show(boolean now) {
        room.showPresence(Map.of(TYPING, now));
    }

    void refresh() {
        Set<String> writing = room.members().stream()
                .filter(member -> !member.isMe() && isTyping(member))
                .map(names)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        words.set(words(List.copyOf(writing)));
    }

    private static boolean isTyping(Member member) {
        return JsonReader.of(member.presence()).at(TYPING).flag(false);
    }

    private static String words(List<String> names) {
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> names.get(0) + " is writing…";
            case 2 -> names.get(0) + " and " + names.get(1) + " are writing…";
            default -> names.size() + " people are writing…";
        };
    }
}
