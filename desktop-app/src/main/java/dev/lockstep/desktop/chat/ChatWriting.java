package dev.lockstep.desktop.chat;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.Subscription;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.model.Json;
import dev.lockstep.model.RefusalCode;

/** What one person says in a chat, changes of it and takes back. On the JavaFX thread. */
final class ChatWriting implements AutoCloseable {

    private static final String GONE = "That message is not there any more.";

    private final RoomContext context;
    private final ChatHistory history;
    private final LongSupplier clock;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final Subscription refusals;

    /** @param clock tells the time, in milliseconds since 1970 */
    ChatWriting(RoomContext context, ChatHistory history, LongSupplier clock) {
        this.context = context;
        this.history = history;
        this.clock = clock;
        this.refusals = history.head().onRefused(this::refused);
    }

    /** What could not be done, in words; empty where nothing is wrong. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /**
     * Says something; offline it waits, and arrives once.
     *
     * @param reply the id of what it answers, empty for nothing
     * @return the id of the message; null where there is nothing to say, or {@link #problemProperty} says why not
     */
    @Nullable
    String send(String text, String reply, ChatMessage.@Nullable Picture picture) {
        String said = withoutEmptyLines(text);
        if (said.isBlank() && picture == null) {
            return null;
        } else if (said.length() > ChatMessage.TEXT_MAX) {
            problem.set(tooLong(said.length()));
            return null;
        }
        problem.set("");
        Identity me = context.rooms().lockstep().identity();
        String id = history.head().newId();
        ChatMessage message = new ChatMessage(
                id,
                context.me(),
                me.name(),
                me.color(),
                said,
                clock.getAsLong(),
                reply,
                false,
                false,
                Map.of(),
                picture,
                true,
                "");
        history.newest().room().put(ChatPage.MESSAGES + "/" + id, message.toJson());
        return id;
    }

    static String tooLong(int chars) {
        return String.format(
                "A message has at most %,d characters; this one has %,d. Split it, or send it as a file.",
                ChatMessage.TEXT_MAX, chars);
    }

    /** Lines may be indented; around a message nobody means empty ones. */
    private static String withoutEmptyLines(String text) {
        String end = text.stripTrailing();
        int from = 0;
        for (int i = 0; i < end.length() && Character.isWhitespace(end.charAt(i)); i++) {
            from = end.charAt(i) == '\n' ? i + 1 : from;
        }
        return end.substring(from);
    }

    /** Takes a message back that was just sent, as if it had never been. */
    void takeBack(String id) {
        ChatPage part = history.partOf(id);
        if (part == null) {
            problem.set(GONE);
        } else {
            part.room().remove(ChatPage.MESSAGES + "/" + id);
        }
    }

    /**
     * Gives a message another text; false where it can't be that text, and {@link #problemProperty} says why.
     *
     * @param before what it was
     */
    boolean edit(String id, String before, String text) {
        String said = withoutEmptyLines(text);
        if (said.length() > ChatMessage.TEXT_MAX) {
            problem.set(tooLong(said.length()));
            return false;
        } else if (said.isBlank()) {
            problem.set("A message needs a text; to take it back, delete it.");
            return false;
        }
        problem.set("");
        if (!said.equals(before)) {
            change(id, MessageChange.text(said));
        }
        return true;
    }

    /**
     * Deletes a message.
     *
     * @return puts it back as it was, but for what others changed meanwhile
     */
    Runnable delete(String id) {
        ChatPage part = history.partOf(id);
        Json before = part == null ? null : part.room().get(ChatPage.MESSAGES + "/" + id, Json.class);
        change(id, MessageChange.deleted());
        return () -> {
            if (before instanceof Json.Obj message) {
                change(id, MessageChange.restored(message));
            }
        };
    }

    /** Gives a reaction, or takes it back. */
    void react(ChatMessage message, String emoji) {
        ChatPage part = history.partOf(message.id());
        if (part == null) {
            problem.set(GONE);
        } else if (!message.known()
                && message.reactions().getOrDefault(emoji, Map.of()).containsKey(context.me())) {
            change(message.id(), MessageChange.withoutReaction(emoji, context.me())); // it stands in the message itself
        } else {
            part.reactions().toggle(message.id(), emoji, context.me());
        }
    }

    private void change(String id, UnaryOperator<Json.Obj> change) {
        ChatPage part = history.partOf(id);
        if (part == null) {
            problem.set(GONE);
            return;
        }
        CompletionStage<?> done = part.room().update(ChatPage.MESSAGES + "/" + id, Json.class, value -> {
            boolean message = value instanceof Json.Obj && ChatMessage.read(id, value) != null;
            return message ? change.apply((Json.Obj) value) : value;
        });
        done.whenComplete((receipt, failure) -> {
            if (failure != null) {
                problem.set("Not changed: " + failure.getMessage());
            }
        });
    }

    private void refused(RefusedException refusal) {
        boolean ofTheRules = refusal.key() == null && refusal.code() == RefusalCode.FORBIDDEN; // somebody was faster
        if (!ofTheRules) {
            problem.set("Not sent: " + refusal.getMessage());
        }
    }

    @Override
    public void close() {
        refusals.close();
    }
}
