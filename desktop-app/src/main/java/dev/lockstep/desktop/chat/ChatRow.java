package dev.lockstep.desktop.chat;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A line of a chat as it is shown. */
sealed interface ChatRow {

    /**
     * A day begins.
     *
     * @param words what people call it today
     */
    record Day(LocalDate day, String words) implements ChatRow {}

    /** What follows is new to who looks. */
    record Unread() implements ChatRow {}

    /** There are older messages that are not loaded. */
    record Older(boolean loading) implements ChatRow {}

    /**
     * @param author as it is shown, told apart from others who are called so
     * @param grouped whether it goes on with what its author said just before
     * @param waiting whether the hub has not confirmed it
     * @param quoted what it answers, null for nothing or where that is not loaded
     * @param quotedAuthor who wrote that, as it is shown; empty where nothing is quoted
     * @param mayChange whether this person may edit and delete it
     * @param changedBy who changed it last where that is not its author, as it is shown; empty for nobody
     * @param readers who has read up to here and no further
     */
    record Message(
            ChatMessage message,
            String author,
            boolean grouped,
            boolean waiting,
            boolean mine,
            @Nullable ChatMessage quoted,
            String quotedAuthor,
            boolean mayChange,
            String changedBy,
            List<Reader> readers)
            implements ChatRow {
        public Message {
            readers = List.copyOf(readers);
        }
    }

    /** Somebody who has read a message; the name as it is shown. */
    record Reader(String name, String color) {}
}
