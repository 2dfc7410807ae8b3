package dev.lockstep.desktop.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.lockstep.desktop.shell.RoomPool;
import dev.lockstep.fx.HeldLock;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedNumber;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;

/**
 * Moves the oldest messages of a chat to a page of their own when there are many. First the page is written, then they are
 * taken out of the chat, if nobody changed them meanwhile: whatever breaks off in between, none is lost, and a page that was
 * begun is written over.
 */
final class ChatArchive {

    static final String LOCK = "archive";

    /** What a page has: one commit takes them all out of the chat. */
    static final int PAGE = 200;

    /** From so many on, a page is moved. */
    static final int FULL = 2 * PAGE + 50;

    /** Characters of one commit: well below what a hub takes at once. */
    private static final int COMMIT_CHARS = 200_000;

    /** A message that is as large as an entry can be has no place for one more member. */
    private static final int VALUE_BYTES_MAX = Limits.DEFAULT.valueBytes() - 64;

    /** Where a page can't be moved, it is not tried again at each change. */
    private static final int FAILED_PAUSE_MAX = 1_000;

    private final RoomPool rooms;
    private final SharedRoom head;
    private final SharedList<Json> messages;
    private final SharedNumber pages;
    private boolean running;
    private int failed; // in a row
    private int pause; // so many changes are let go by

    ChatArchive(RoomPool rooms, SharedRoom head, SharedList<Json> messages, SharedNumber pages) {
        this.rooms = rooms;
        this.head = head;
        this.messages = messages;
        this.pages = pages;
    }

    /** Moves a page if it is time and nobody else is at it. */
    void look() {
        if (running || !head.loadedProperty().get() || messages.size() < FULL || messages.isPending(PAGE)) {
            return;
        } else if (!ChatPage.isCount(pages.get()) || !ChatPage.isCount(pages.get() + 1)) {
            return; // where nobody knows which page is the next, none is written over
        } else if (pause > 0) {
            pause--;
            return;
        }
        running = true;
        head.lock(LOCK).acquire(Duration.ZERO).whenComplete((lock, failure) -> {
            if (lock == null) {
                running = false;
            } else if (messages.size() < FULL) {
                done(lock);
            } else {
                write(lock);
            }
        });
    }

    private void write(HeldLock lock) {
        long number = (long) pages.get() + 1;
        String name = head.name() + "/" + number;
        SharedRoom page = rooms.take(name);
        page.whenLoaded().thenAccept(loaded -> {
            if (!mayGoOn(lock, number)) {
                rooms.giveBack(name);
                done(lock);
                return;
            }
            Map<String, Json> moving = new LinkedHashMap<>();
            for (int i = 0; i < PAGE; i++) {
                moving.put(messages.keyOf(i), withPlace(messages.get(i), i));
            }
            CompletableFuture<?>[] written = commits(page, moving).stream()
                    .map(CompletionStage::toCompletableFuture)
                    .toArray(CompletableFuture<?>[]::new);
            CompletionStage<Void> allWritten = CompletableFuture.allOf(written);
            allWritten.whenComplete((all, failure) -> {
                rooms.giveBack(name);
                if (failure == null && mayGoOn(lock, number)) {
                    takeOut(lock, number, moving);
                } else {
                    failed(lock);
                }
            });
        });
    }

    /** Waiting takes its time: the lock may be lost by now, and somebody else have moved the page. */
    private boolean mayGoOn(HeldLock lock, long number) {
        return lock.isHeld() && pages.get() + 1 == number && messages.size() >= PAGE;
    }

    private void takeOut(HeldLock lock, long number, Map<String, Json> moving) {
        boolean unchanged = true;
        for (int i = 0; i < PAGE; i++) {
            unchanged &= withPlace(messages.get(i), i).equals(moving.get(messages.keyOf(i)));
        }
        if (!unchanged) {
            done(lock);
            return;
        }
        head.commit(commit -> {
                    moving.keySet().forEach(key -> commit.expectUnchanged(key).remove(key));
                    commit.expectUnchanged(ChatModel.PAGES).put(ChatModel.PAGES, number);
                })
                .whenComplete((receipt, failure) -> {
                    if (failure == null) {
                        failed = 0;
                        done(lock);
                        look(); // there may be enough for another page
                    } else {
                        failed(lock);
                    }
                });
    }

    private void failed(HeldLock lock) {
        failed = Math.min(failed + 1, 10);
        pause = Math.min(1 << failed, FAILED_PAUSE_MAX);
        done(lock);
    }

    private void done(HeldLock lock) {
        lock.close();
        running = false;
    }

    private List<CompletionStage<?>> commits(SharedRoom page, Map<String, Json> moving) {
        List<CompletionStage<?>> commits = new ArrayList<>();
        List<String> begunBefore = new ArrayList<>(); // and never finished
        page.map(ChatModel.MESSAGES, Json.class).keySet().forEach(id -> {
            String key = ChatModel.MESSAGES + "/" + id;
            if (!moving.containsKey(key) && head.get(key, Json.class) != null) { // else nobody has it but this page
                begunBefore.add(key);
            }
        });
        if (!begunBefore.isEmpty()) {
            commits.add(page.commit(commit -> begunBefore.stream().limit(PAGE).forEach(commit::remove)));
        }
        Map<String, Json> next = new LinkedHashMap<>();
        int chars = 0;
        for (Map.Entry<String, Json> each : moving.entrySet()) {
            next.put(each.getKey(), each.getValue());
            chars += each.getValue().encodedBytes();
            if (chars > COMMIT_CHARS) {
                commits.add(commit(page, next));
                next = new LinkedHashMap<>();
                chars = 0;
            }
        }
        commits.add(commit(page, next));
        return commits;
    }

    private static CompletionStage<?> commit(SharedRoom page, Map<String, Json> entries) {
        Map<String, Json> some = Map.copyOf(entries);
        return page.commit(commit ->
                some.forEach((key, value) -> commit.expectUnchanged(key).put(key, value)));
    }

    private static Json withPlace(Json message, int place) {
        if (!(message instanceof Json.Obj object) || message.encodedBytes() > VALUE_BYTES_MAX) {
            return message; // it stands first in its page
        }
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.put(ChatPage.PLACE, Json.of(place));
        return new Json.Obj(members);
    }
}
