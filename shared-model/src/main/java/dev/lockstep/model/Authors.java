package dev.lockstep.model;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The names of the clients that created or last changed an entry of the room: kept for as long as there is such an entry, however
 * long ago the client left.
 */
final class Authors {

    private static final class Author {
        String name;
        int entries; // counts an entry twice that it made and changed last

        Author(String name) {
            this.name = name;
        }
    }

    private final Map<String, Author> byClient = new TreeMap<>();

    Authors() {}

    Authors(Map<String, String> names, Entries entries) {
        names.forEach((client, name) -> byClient.put(client, new Author(name)));
        for (Entry entry : entries.all()) {
            count(entry.createdBy(), 1);
            count(entry.changedBy(), 1);
        }
        byClient.values().removeIf(author -> author.entries == 0);
    }

    @Nullable
    String nameOf(String client) {
        Author author = byClient.get(client);
        return author == null ? null : author.name;
    }

    Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        byClient.forEach((client, author) -> names.put(client, author.name));
        return names;
    }

    /** The client is called so now. */
    void rename(String client, String name) {
        Author author = byClient.get(client);
        if (author != null) {
            author.name = name;
        }
    }

    /** {@code client}, called {@code name}, has put {@code after} in the place of {@code before}. */
    void changed(String client, String name, @Nullable Entry before, @Nullable Entry after) {
        if (before != null
                && after != null
                && Objects.equals(before.createdBy(), after.createdBy())
                && Objects.equals(before.changedBy(), after.changedBy())) {
            return;
        }
        if (after != null) {
            byClient.computeIfAbsent(client, c -> new Author(name));
            count(after.createdBy(), 1);
            count(after.changedBy(), 1);
        }
        if (before != null) {
            count(before.createdBy(), -1);
            count(before.changedBy(), -1);
        }
    }

    private void count(@Nullable String client, int by) {
        Author author = client == null ? null : byClient.get(client);
        if (author != null) {
            author.entries += by;
            if (by < 0 && author.entries <= 0) {
                byClient.remove(client);
            }
        }
    }
}
