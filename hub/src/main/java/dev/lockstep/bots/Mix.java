package dev.lockstep.bots;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

/** What a bot does. */
enum Mix {
    /** Strokes on a board, the oldest of which it erases again. */
    BOARD,

    /** Messages in a chat, the oldest of which it deletes again. */
    CHAT,

    /** A number that all count up. */
    COUNTER;

    private static final int KEPT = 40;
    private static final int STROKE_POINTS = 24;
    private static final double BOARD_SIDE = 4_000;

    /** One bot at it. */
    final class Player {
        private final Random random;
        private final String name;
        private final Deque<String> mine = new ArrayDeque<>();
        private int count;

        Player(int number, String run) {
            this.random = new Random(number);
            this.name = "bot-" + run + "-" + number;
        }

        CommitRequest next() {
            if (Mix.this == COUNTER) {
                return CommitRequest.of(new Operation.Add("count", 1));
            }
            if (mine.size() >= KEPT) {
                return CommitRequest.of(new Operation.Remove(mine.removeFirst()));
            }
            String key = (Mix.this == BOARD ? "shape/" : "chat/") + name + "-" + ++count;
            mine.addLast(key);
            return CommitRequest.of(new Operation.Put(key, Mix.this == BOARD ? stroke() : message()));
        }

        private Json message() {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("author", Json.of(name));
            members.put("text", Json.of("Message " + count + " of " + name + ", as long as people's mostly are."));
            return new Json.Obj(members);
        }

        private Json stroke() {
            StringBuilder points = new StringBuilder();
            double x = 0;
            double y = 0;
            for (int i = 0; i < STROKE_POINTS; i++) {
                points.append(i == 0 ? "" : " ")
                        .append(Math.round(x * 10) / 10.0)
                        .append(' ')
                        .append(Math.round(y * 10) / 10.0)
                        .append(" 0.8");
                x += random.nextDouble() * 8;
                y += random.nextDouble() * 8;
            }
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("kind", Json.of("pen"));
            members.put("x", Json.of(Math.rint(random.nextDouble() * BOARD_SIDE)));
            members.put("y", Json.of(Math.rint(random.nextDouble() * BOARD_SIDE)));
            members.put("w", Json.of(Math.rint(x)));
            members.put("h", Json.of(Math.rint(y)));
            members.put("order", Json.of("V"));
            members.put("color", Json.of("teal"));
            members.put("points", Json.of(points.toString()));
            return new Json.Obj(members);
        }
    }
}
