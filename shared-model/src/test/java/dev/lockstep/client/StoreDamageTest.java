package dev.lockstep.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Damages a store with unsent changes, by seed, and opens it. {@code -Dlockstep.damage.places=N} says at how many places of each
 * of its files, {@code -Dlockstep.damage.first=S} from which seed on; a failure names the seed.
 */
class StoreDamageTest {

    private static final int PLACES = Integer.getInteger("lockstep.damage.places", 10);
    private static final long FIRST = Long.getLong("lockstep.damage.first", 1);

    private static final List<String> URLS = List.of("ws://127.0.0.1:7171/live", "ws://hub.example:7171/live");
    private static final List<String> ROOMS = List.of("lobby", "ü/board", "chat");

    private static final Logger TROUBLE = Logger.getLogger("dev.lockstep");

    @TempDir
    Path directory;

    private Path whole;
    private final Map<String, String> secrets = new TreeMap<>(); // by url
    private final Map<String, Map<Long, CommitRequest>> owed = new TreeMap<>(); // by url and room
    private final Map<String, Long> lastIds = new TreeMap<>();
    private final Set<String> made = new HashSet<>();

    @BeforeEach
    void make() throws IOException {
        TROUBLE.setLevel(Level.OFF);
        Path store = directory.resolve("store");
        try (ClientStore first = ClientStore.open(store)) {
            change(first, 1);
        }
        try (ClientStore second = ClientStore.open(store)) { // which begins its files with what the first one left
            change(second, 2);
            URLS.forEach(url -> Stores.await(second.hub(url)));
            whole = directory.resolve("whole");
            Stores.copy(store, whole);
        }
    }

    @AfterEach
    void quietNoMore() {
        TROUBLE.setLevel(null);
    }

    private void change(ClientStore store, int run) {
        for (String url : URLS.subList(0, run)) { // one of the hubs has files that were begun once, with nothing
            secrets.put(url, store.identity(Identity.named("Ada"), url).secret());
            HubStore hub = store.hub(url);
            for (String room : ROOMS) {
                Map<Long, CommitRequest> here = owed.computeIfAbsent(url + " " + room, r -> new TreeMap<>());
                long id = hub.room(room).usedUpTo();
                for (int i = 0; i < 6; i++) {
                    owe(hub, url, room, ++id, "run " + run + ", change " + i + " ü\n");
                }
                hub.room("written" + run + room);
                hub.idsKept().toCompletableFuture().join(); // with all before it
                hub.answered(room, id - 1);
                here.remove(id - 1);
                owe(hub, url, room, id - 2, "another, of run " + run);
                lastIds.put(url + " " + room, id);
                hub.keepConfirmed(
                        new HubMessage.Snapshot(room, "e1", 7, List.of(new Entry("a", Json.of(room), 3, 2)), false));
            }
        }
    }

    private void owe(HubStore hub, String url, String room, long id, String value) {
        CommitRequest request =
                CommitRequest.of(new Operation.Put("key/" + id, Json.of(value)), new Operation.Add("count", 1));
        Stores.keepUnsent(hub, room, id, request);
        owed.get(url + " " + room).put(id, request);
        made.add(url + " " + room + " " + id + " " + request);
    }

    @Test
    @DisplayName("damage to any one file costs nothing, and is noticed")
    void one() throws IOException {
        for (String name : names()) {
            for (long seed = FIRST; seed < FIRST + PLACES; seed++) {
                String about = name + " with -Dlockstep.damage.first=" + seed;
                Path place = damaged(seed, Map.of(name, ANY));
                try (ClientStore store = ClientStore.open(place)) {
                    int missing = check(store, about);
                    assertThat(missing).as(about).isZero();
                    assertThat(store.problems())
                            .as(about)
                            .allMatch(problem -> problem.kind() == StoreProblem.Kind.MENDED);
                    if (name.endsWith(".outbox") || name.endsWith(".json")) {
                        assertThat(store.problems()).as(about).isNotEmpty();
                    }
                }
                assertMended(place, about);
            }
        }
    }

    @Test
    @DisplayName("damage to a file and its copy costs no more than is told, and makes nothing up")
    void two() throws IOException {
        int lossy = 0;
        for (String name : names().stream().filter(n -> n.endsWith(".outbox")).toList()) {
            for (long seed = FIRST; seed < FIRST + 3 * PLACES; seed++) {
                String about = name + " with -Dlockstep.damage.first=" + seed;
                Path place = damaged(seed, Map.of(name, ANY, name + ".copy", INSIDE));
                try (ClientStore store = ClientStore.open(place)) {
                    int missing = check(store, about);
                    lossy += missing > 0 ? 1 : 0;
                    List<StoreProblem> told = store.problems().stream()
                            .filter(problem -> problem.kind() == StoreProblem.Kind.CHANGES_LOST)
                            .toList();
                    assertThat(told.stream().anyMatch(problem -> problem.changes() == 0)
                                    || told.stream()
                                                    .mapToInt(StoreProblem::changes)
                                                    .sum()
                                            >= missing)
                            .as(about + ": " + missing + " are missing, told was " + told)
                            .isTrue();
                }
                assertMended(place, about);
            }
            assertThat(lossy)
                    .as("how often something was lost, else this tests nothing")
                    .isPositive();
        }
    }

    @Test
    @DisplayName("a client whose file and copy are damaged is another, which is told")
    void nobody() throws IOException {
        for (long seed = FIRST; seed < FIRST + PLACES; seed++) {
            Path place = damaged(seed, Map.of("client.json", ANY, "client.json.copy", ANY));
            try (ClientStore store = ClientStore.open(place)) {
                assertThat(store.problems())
                        .as("seed " + seed)
                        .extracting(StoreProblem::kind)
                        .containsExactly(StoreProblem.Kind.IDENTITY_LOST);
                assertThat(store.identity(Identity.named("Ada"), URLS.get(0)).secret())
                        .isNotEqualTo(secrets.get(URLS.get(0)));
                assertThat(store.hub(URLS.get(0)).unsentCount()).isEqualTo(ofHub(URLS.get(0)));
            }
        }
    }

    /** How many changes are not there as they were made last; all that are there were made. */
    private int check(ClientStore store, String about) {
        int missing = 0;
        for (String url : URLS) {
            assertThat(store.identity(Identity.named("Ada"), url).secret())
                    .as(about)
                    .isEqualTo(secrets.get(url));
            for (String room : ROOMS) {
                KeptRoom kept = store.hub(url).room(room);
                kept.unsent()
                        .forEach((id, request) ->
                                assertThat(made).as(about).contains(url + " " + room + " " + id + " " + request));
                for (Map.Entry<Long, CommitRequest> each :
                        owed.get(url + " " + room).entrySet()) {
                    missing += each.getValue().equals(kept.unsent().get(each.getKey())) ? 0 : 1;
                }
                if (missing == 0) {
                    assertThat(kept.unsent()).as(about).hasSizeGreaterThanOrEqualTo(5);
                }
                assertThat(kept.usedUpTo()).as(about).isGreaterThanOrEqualTo(lastIds.get(url + " " + room));
                KeptRoom.LastConfirmed last = Stores.lastConfirmed(store.hub(url), room);
                if (last != null) {
                    assertThat(last.entries().copy()).as(about).containsExactly(new Entry("a", Json.of(room), 3, 2));
                }
            }
        }
        return missing;
    }

    /** The next start finds nothing to complain of. */
    private static void assertMended(Path place, String about) {
        try (ClientStore again = ClientStore.open(place)) {
            URLS.forEach(url -> ROOMS.forEach(room -> again.hub(url).room(room)));
            assertThat(again.problems()).as(about).isEmpty();
        }
    }

    private int ofHub(String url) {
        return ROOMS.stream()
                .mapToInt(room -> owed.get(url + " " + room).size())
                .sum();
    }

    /** All but that rooms as they were told, which are alike, stand for each other. */
    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(whole)) {
            String told = new HubFiles(whole, URLS.get(0))
                    .told(ROOMS.get(0))
                    .getFileName()
                    .toString();
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.equals(told) || !name.matches(".*\\.(lock|room)"))
                    .sorted()
                    .toList();
        }
    }

    // ---- damages

    private interface Damage {
        byte[] to(byte[] content, Random random); // null where the file is gone
    }

    private static final Damage FLIP = (content, random) -> {
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        return content;
    };

    private static final Damage ZERO = (content, random) -> {
        int from = random.nextInt(content.length);
        Arrays.fill(content, from, Math.min(content.length, from + 1 + random.nextInt(512)), (byte) 0);
        return content;
    };

    private static final Damage JUNK = (content, random) -> {
        byte[] junk = new byte[1 + random.nextInt(Math.min(64, content.length))];
        random.nextBytes(junk);
        System.arraycopy(junk, 0, content, random.nextInt(content.length - junk.length + 1), junk.length);
        return content;
    };

    private static final Damage CUT = (content, random) -> Arrays.copyOf(content, random.nextInt(content.length));

    private static final Damage CUT_LINES = (content, random) -> {
        List<Integer> ends = ends(content);
        return Arrays.copyOf(content, ends.get(random.nextInt(ends.size() - 1)));
    };

    private static final Damage CUT_OUT = (content, random) -> {
        List<Integer> ends = ends(content);
        int line = random.nextInt(ends.size() - 1);
        int from = line == 0 ? 0 : ends.get(line - 1);
        byte[] rest = Arrays.copyOf(content, content.length - (ends.get(line) - from));
        System.arraycopy(content, ends.get(line), rest, from, content.length - ends.get(line));
        return rest;
    };

    private static final Damage EMPTY = (content, random) -> new byte[0];

    private static final Damage ZERO_ALL = (content, random) -> new byte[content.length];

    private static final Damage DELETE = (content, random) -> null;

    /** Damage that leaves what is behind it. */
    private static final Damage INSIDE = oneOf(List.of(FLIP, ZERO, JUNK, CUT_OUT));

    private static final Damage ANY =
            oneOf(List.of(FLIP, FLIP, FLIP, ZERO, JUNK, CUT, CUT_LINES, CUT_OUT, EMPTY, ZERO_ALL, DELETE));

    private static Damage oneOf(List<Damage> some) {
        return (content, random) -> {
            List<Damage> left = new ArrayList<>(some);
            if (ends(content).size() < 2) {
                left.removeAll(List.of(CUT_LINES, CUT_OUT));
            }
            return left.get(random.nextInt(left.size())).to(content, random);
        };
    }

    /** Where lines end, the last one with its end or without. */
    private static List<Integer> ends(byte[] content) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n' || i == content.length - 1) {
                ends.add(i + 1);
            }
        }
        return ends;
    }

    private Path damaged(long seed, Map<String, Damage> damages) throws IOException {
        Path place = directory.resolve("damaged");
        if (Files.exists(place)) {
            try (Stream<Path> files = Files.list(place)) {
                files.forEach(StoreDamageTest::delete);
            }
            Files.delete(place);
        }
        Stores.copy(whole, place);
        Random random = new Random(seed * 31 + damages.keySet().hashCode());
        for (Map.Entry<String, Damage> each : new TreeMap<>(damages).entrySet()) {
            Path file = place.resolve(each.getKey());
            byte[] before = Files.readAllBytes(file);
            byte[] after = before;
            while (Arrays.equals(before, after)) {
                after = each.getValue().to(before.clone(), random);
            }
            if (after == null) {
                Files.delete(file);
            } else {
                Files.write(file, after);
            }
        }
        return place;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
