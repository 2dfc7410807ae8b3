package dev.lockstep.hub.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Segment;
import dev.lockstep.wire.ClientMessage;

/**
 * Searches for the latest commits of a room that changed given keys: backwards from the newest, one part of the room's history at a
 * time, with one search per room at a time. On the room's loop alone.
 *
 * <p>Parts are read forwards, so a part has as many commits as were about a page the last time.
 */
final class KeyHistory {

    /** The most keys of a search. */
    static final int KEYS_MAX = 100;

    private static final int PART_FIRST = 16;
    private static final int PART_MAX = 1_000;

    /** A part of more pages than this is read again in smaller ones: all that is found in it is in memory. */
    private static final int PART_PAGES_MAX = 16;

    /** A search ends with what it has after so many pages: about 8 MB. */
    private static final int PAGES_MAX = 64;

    /** What an answer has at most, but always one commit; as a page of history. */
    private static final long BYTES_MAX = 128 * 1_024;

    /** Gives the first commits that are kept of those from one to another, both included. */
    interface Pages {
        CompletionStage<Segment> read(long from, long to);
    }

    /**
     * @param commits in order, each with what it did to the keys alone
     * @param since how far back was looked
     * @param more whether there may be others before
     */
    record Found(Segment commits, long since, boolean more) {}

    private final Pages pages;
    private final Executor loop;
    private CompletionStage<?> last = CompletableFuture.completedStage(null);

    KeyHistory(Pages pages, Executor loop) {
        this.pages = pages;
        this.loop = loop;
    }

    /** Looks when the searches before are over. */
    CompletionStage<Found> search(ClientMessage.History asked, long to) {
        CompletionStage<Found> mine = last.handleAsync((done, failure) -> new Search(asked, to).run(), loop)
                .thenCompose(found -> found);
        last = mine;
        return mine;
    }

    private final class Search {

        private final ClientMessage.History asked;
        private final Map<String, Integer> missing = new HashMap<>(); // how many more are wanted of a key
        private final Deque<Commit> found = new ArrayDeque<>();
        private final Map<String, String> authors = new HashMap<>();
        private long end; // the next part ends here
        private int partCommits = PART_FIRST;
        private int pagesRead;
        private long bytes;

        Search(ClientMessage.History asked, long to) {
            this.asked = asked;
            this.end = to;
            asked.keys().forEach(key -> missing.put(key, asked.latest()));
        }

        CompletionStage<Found> run() {
            if (end < asked.from() || missing.isEmpty()) {
                return over(end + 1, false);
            } else if (pagesRead >= PAGES_MAX) {
                return over(end + 1, true);
            }
            long begin = Math.max(asked.from(), end - partCommits + 1);
            return read(begin, begin, new ArrayList<>());
        }

        /** Reads the part that begins with {@code begin}, from {@code from} on. */
        private CompletionStage<Found> read(long begin, long from, List<Segment> part) {
            return pages.read(from, end)
                    .thenComposeAsync(
                            page -> {
                                pagesRead++;
                                List<Commit> commits = page.commits();
                                part.add(narrowed(page));
                                if (commits.isEmpty()) {
                                    return taken(begin, part);
                                }
                                long next = commits.get(commits.size() - 1).seq() + 1;
                                if (next > end) {
                                    return taken(begin, part);
                                } else if (part.size() >= PART_PAGES_MAX && end - begin > PART_PAGES_MAX) {
                                    partCommits = Math.max(PART_PAGES_MAX, partCommits / PART_PAGES_MAX);
                                    return run();
                                }
                                return read(begin, next, part);
                            },
                            loop);
        }

        /** Of a page what it has of the keys. */
        private Segment narrowed(Segment page) {
            List<Commit> commits = new ArrayList<>();
            for (Commit commit : page.commits()) {
                List<Operation> ops = commit.ops().stream()
                        .filter(op -> missing.containsKey(op.key()))
                        .toList();
                if (!ops.isEmpty()) {
                    commits.add(with(commit, ops));
                }
            }
            return new Segment(commits, page.authors());
        }

        private CompletionStage<Found> taken(long begin, List<Segment> part) {
            for (int i = part.size() - 1; i >= 0; i--) {
                List<Commit> commits = part.get(i).commits();
                for (int j = commits.size() - 1; j >= 0; j--) {
                    if (!take(commits.get(j), part.get(i).authors())) {
                        return over(commits.get(j).seq() + 1, true);
                    }
                }
            }
            partCommits =
                    part.size() > 1 ? Math.max(1, partCommits / part.size()) : Math.min(PART_MAX, partCommits * 2);
            end = begin - 1;
            return run();
        }

        /** Whether there was room for it. */
        private boolean take(Commit commit, Map<String, String> names) {
            List<Operation> ops = new ArrayList<>();
            for (Operation op : commit.ops()) {
                if (missing.containsKey(op.key())) {
                    ops.add(op);
                }
            }
            if (ops.isEmpty()) {
                return true;
            }
            Commit kept = with(commit, ops);
            bytes += kept.roughBytes();
            if (bytes > BYTES_MAX && !found.isEmpty()) {
                return false;
            }
            found.addFirst(kept);
            String author = commit.client() == null ? null : names.get(commit.client());
            if (commit.client() != null && author != null) {
                authors.putIfAbsent(commit.client(), author);
            }
            ops.forEach(op -> missing.computeIfPresent(op.key(), (key, left) -> left > 1 ? left - 1 : null));
            return true;
        }

        private CompletionStage<Found> over(long since, boolean more) {
            Segment commits = new Segment(List.copyOf(found), authors);
            return CompletableFuture.completedStage(
                    new Found(commits, Math.max(asked.from(), since), more && since > asked.from()));
        }
    }

    private static Commit with(Commit commit, List<Operation> ops) {
        return new Commit(commit.seq(), commit.client(), commit.id(), commit.at(), ops, List.of(), commit.quiet());
    }
}
