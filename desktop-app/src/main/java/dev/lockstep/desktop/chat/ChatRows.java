package dev.lockstep.desktop.chat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;

/** Makes rows of messages: day lines, groups, quotes, and who has read how far. Pure. */
final class ChatRows {

    /** Who says more within this time goes on with what he said. */
    private static final long GROUP_MILLIS = 5 * 60_000L;

    private ChatRows() {}

    /**
     * @param messages in order
     * @param waiting the ids of those that the hub has not confirmed
     * @param firstUnread the id of the first that is new, null for none
     * @param readers by the id of the last message that each has read
     * @param names makes a name that is shown, of a client and what it calls itself
     * @param mayChange whether this person may change a message
     * @param today the day that it is in {@code zone}
     */
    static List<ChatRow> of(
            List<ChatMessage> messages,
            Set<String> waiting,
            @Nullable String firstUnread,
            Map<String, List<ChatRow.Reader>> readers,
            BinaryOperator<String> names,
            Predicate<ChatMessage> mayChange,
            String me,
            ZoneId zone,
            LocalDate today) {
        Map<String, ChatMessage> byId = new HashMap<>();
        messages.forEach(message -> byId.put(message.id(), message));
        List<ChatRow> rows = new ArrayList<>();
        ChatMessage before = null;
        LocalDate day = null;
        for (ChatMessage message : messages) {
            LocalDate its = Instant.ofEpochMilli(message.at()).atZone(zone).toLocalDate();
            boolean newDay = !its.equals(day);
            if (newDay) {
                rows.add(new ChatRow.Day(its, words(its, today)));
                day = its;
            }
            boolean unread = message.id().equals(firstUnread);
            if (unread) {
                rows.add(new ChatRow.Unread());
            }
            boolean grouped = !newDay && !unread && goesOn(before, message);
            ChatMessage quoted = message.reply().isEmpty() ? null : byId.get(message.reply());
            rows.add(new ChatRow.Message(
                    message,
                    names.apply(message.client(), message.author()),
                    grouped,
                    waiting.contains(message.id()),
                    message.client().equals(me),
                    quoted,
                    quoted == null ? "" : names.apply(quoted.client(), quoted.author()),
                    mayChange.test(message),
                    message.changedBy().isEmpty() ? "" : DisplayText.name(message.changedBy()),
                    readers.getOrDefault(message.id(), List.of())));
            before = message;
        }
        return rows;
    }

    /** A day as people call it. */
    static String words(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return "Today";
        } else if (day.equals(today.minusDays(1))) {
            return "Yesterday";
        }
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL));
    }

    private static boolean goesOn(@Nullable ChatMessage before, ChatMessage message) {
        return before != null
                && before.client().equals(message.client())
                && before.author().equals(message.author())
                && message.reply().isEmpty()
                && Math.abs(message.at() - before.at()) <= GROUP_MILLIS;
    }
}
