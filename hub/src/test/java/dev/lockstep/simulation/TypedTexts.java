package dev.lockstep.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/** What people typed into the text of each room, of which no two have typed the same character. */
final class TypedTexts {

    static final String KEY = "text";

    /** No letters: where texts are compared, each is a unit of its own. */
    private static final int FIRST = 0xe000;

    private static final int MOST = 6_000;

    private record Typed(String room, int character) {}

    private final Map<Typed, String> typed = new HashMap<>(); // by whom, and in which run of their program
    private final Set<Typed> answered = new HashSet<>();
    private final Set<Typed> saved = new HashSet<>();
    private final Set<Typed> refused = new HashSet<>();
    private final Set<Typed> deleted = new HashSet<>();
    private int next = FIRST;

    /** A new one; empty where there are no more. */
    String next(String room, String by) {
        if (next >= FIRST + MOST) {
            return "";
        }
        typed.put(new Typed(room, next), by);
        return Character.toString(next++);
    }

    void deleted(String room, String characters) {
        characters.chars().forEach(character -> deleted.add(new Typed(room, character)));
    }

    /** The hub has answered all that was typed by {@code by}, unless the next that is heard is that some was refused. */
    void answered(String room, String by) {
        typed.forEach((one, who) -> {
            if (one.room().equals(room) && who.equals(by)) {
                answered.add(one);
            }
        });
    }

    /** What was answered, and not refused, is saved. */
    void confirm(String room, String by) {
        typed.forEach((one, who) -> {
            if (one.room().equals(room) && who.equals(by) && answered.contains(one) && !refused.contains(one)) {
                saved.add(one);
            }
        });
    }

    /** Some of what was typed by {@code by} and not saved was refused, as the program was told. */
    void refused(String room, String by) {
        typed.forEach((one, who) -> {
            if (one.room().equals(room) && who.equals(by) && !saved.contains(one)) {
                refused.add(one);
            }
        });
    }

    /** What is wrong with a room's text at the end; none where nothing is. */
    List<String> problems(String room, @Nullable Json value, Statistics statistics) {
        List<String> problems = new ArrayList<>();
        Set<Integer> there = new HashSet<>();
        String text = value instanceof Json.Text written ? written.value() : "";
        text.chars().forEach(character -> {
            if (!there.add(character)) {
                problems.add("twice in the text: " + Integer.toHexString(character));
            }
            if (!typed.containsKey(new Typed(room, character))) {
                problems.add("typed by nobody: " + Integer.toHexString(character));
            }
        });
        for (Typed one : typed.keySet()) {
            if (one.room().equals(room)) {
                boolean isThere = there.contains(one.character());
                boolean isDeleted = deleted.contains(one);
                statistics.count(isDeleted ? "typed and deleted" : isThere ? "typed" : "typed and lost with a program");
                if (saved.contains(one) && !isDeleted && !isThere) {
                    problems.add("typed by " + typed.get(one) + ", saved, and not there: "
                            + Integer.toHexString(one.character()));
                }
            }
        }
        return problems;
    }
}
