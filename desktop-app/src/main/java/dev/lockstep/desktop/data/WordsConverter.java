package dev.lockstep.desktop.data;

import java.util.function.Function;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

/** How a choice is called in a list to choose from, where nothing is typed. */
final class WordsConverter<T> extends StringConverter<T> {

    private final Function<T, String> words;

    WordsConverter(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    @Override
    public @Nullable T fromString(String text) {
        return null;
    }
}
