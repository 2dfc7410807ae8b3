package dev.lockstep.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Json;
import dev.lockstep.model.TextChange;

import static org.assertj.core.api.Assertions.assertThat;

/** A text that several clients edit, in random orders of what they do and what is heard of it; {@code -Dlockstep.text.rounds=N} for more. */
class TextReplicaTest {

    private static final int ROUNDS = Integer.getInteger("lockstep.text.rounds", 10_000);
    private static final int STEPS = 60;

    /** No letter, so that each is a unit of its own wherever texts are compared. */
    private static final int FIRST = 0x2500;

    private static final class Round {

        private final Random random;
        private final QueuedExecutor executor = new QueuedExecutor();
        private final LocalHub hub = new LocalHub(executor);
        private final List<LocalHub.Client> clients = new ArrayList<>();
        private final List<TextReplica> texts = new ArrayList<>();
        private final List<String> followed = new ArrayList<>(); // what the changes that are told make of the text
        private final Set<Integer> written = new HashSet<>();
        private final Set<Integer> deleted = new HashSet<>();
        private int next = FIRST;

        Round(long seed) {
            random = new Random(seed);
            for (int i = 0; i < 2 + random.nextInt(2); i++) {
                LocalHub.Client client = hub.client("c" + i);
                clients.add(client);
                open(client);
            }
        }

        private void open(LocalHub.Client client) {
            int number = texts.size();
            TextReplica text = new TextReplica(
                    client.room(),
                    "text",
                    request -> client.room().commit(request, true, true),
                    (change, byOthers) -> followed.set(number, change.applyTo(followed.get(number))));
            texts.add(text);
            followed.add(text.text());
            client.room().listen(new RoomListener() {
                @Override
                public void changed(Replica.Delta delta) {
                    if (delta.changed().contains("text")) {
                        text.update();
                    }
                }
            });
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step();
                check();
            }
            clients.forEach(LocalHub.Client::connect);
            hub.settle();
            check();
            String text =
                    String.valueOf(hub.state().entries().value("text") instanceof Json.Text value ? value.value() : "");
            texts.forEach(each -> {
                assertThat(each.text()).isEqualTo(text);
                assertThat(each.isSaved()).isTrue();
            });
            Set<Integer> expected = new HashSet<>(written);
            expected.removeAll(deleted);
            assertThat(text.chars().boxed().collect(Collectors.toList())).doesNotHaveDuplicates();
            assertThat(text.chars().boxed().collect(Collectors.toSet())).isEqualTo(expected);
        }

        private void check() {
            for (int i = 0; i < texts.size(); i++) {
                assertThat(followed.get(i)).isEqualTo(texts.get(i).text());
            }
        }

        private void step() {
            LocalHub.Client client = clients.get(random.nextInt(clients.size()));
            switch (random.nextInt(12)) {
                case 0 -> client.disconnect();
                case 1, 2 -> client.connect();
                case 3, 4, 5 -> hub.deliverOne();
                case 6 -> executor.flush();
                default -> edit(texts.get(clients.indexOf(client)));
            }
        }

        private void edit(TextReplica replica) {
            String text = replica.text();
            int start = random.nextInt(text.length() + 1);
            int end = random.nextInt(3) > 0 ? start : Math.min(text.length(), start + random.nextInt(4));
            StringBuilder inserted = new StringBuilder();
            for (int i = random.nextInt(3); i > 0; i--) {
                written.add(next);
                inserted.append((char) next++);
            }
            text.substring(start, end).chars().forEach(deleted::add);
            replica.edit(TextChange.replace(text.length(), start, end, inserted.toString()));
        }
    }

    @Test
    @DisplayName(
            "whoever edits when, and wherever connections break: all end with the same text, in which each character is that somebody "
                    + "wrote and nobody deleted, once")
    void random() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            try {
                new Round(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("in round " + seed, e);
            }
        }
    }
}
