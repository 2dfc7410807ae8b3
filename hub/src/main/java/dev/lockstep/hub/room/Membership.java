package dev.lockstep.hub.room;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.HubMessage;

/**
 * One connection's place in one room: a cursor into the room's {@link FrameLog}, and the answers for that connection only.
 *
 * <p>The room's loop puts in, the connection's writer takes out with {@link #next}; one thread at a time on either side.
 */
public final class Membership {

    /** Pages of history are large: no more of them are read for a member that hasn't taken so many. */
    private static final int PAGES_MAX = 16;

    /** @param bytes null for the mere end of the stay */
    private record Direct(@Nullable ByteBuffer bytes, long position, boolean isPage, boolean isLast) {}

    /** A new place in the log, with what comes before it. */
    private record Start(CatchUp catchUp, long position) {}

    /** A commit of this member's own: the frame that carries it is the answer. */
    private record Own(long id, long seq) {}

    private final Room room;
    private final Member member;
    private final Consumer<Membership> wake;
    private final Queue<Direct> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Own> own = new ConcurrentLinkedQueue<>(); // those whose frame was not sent yet
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger unsent = new AtomicInteger();
    private final AtomicInteger pages = new AtomicInteger(); // asked for, and not taken yet
    private final AtomicReference<@Nullable Start> start = new AtomicReference<>();
    private volatile @Nullable Membership before;
    private volatile boolean refused;
    private volatile boolean ending;
    private volatile boolean over;

    // the writer's own
    private @Nullable CatchUp catchUp;
    private long cursor = -1;
    private long skippedUpTo; // the seq of the last commit whose frame is never sent: a snapshot took its place
    private boolean startAsked = true;

    Membership(Room room, Member member, @Nullable Membership before, Consumer<Membership> wake) {
        this.room = room;
        this.member = member;
        this.before = before;
        this.wake = wake;
    }

    public Room room() {
        return room;
    }

    public Member member() {
        return member;
    }

    String session() {
        return member.session();
    }

    /** How many requests, signals and the like of this member the room has not done yet. */
    public int requestsWaiting() {
        return requests.get();
    }

    /** How many answers this member has not taken yet. */
    public int answersWaiting() {
        return unsent.get();
    }

    /** Whether all was sent that there will ever be. */
    public boolean isOver() {
        return over;
    }

    /** How many bytes the room has yet to do for this member. */
    public long bytesWaiting() {
        return bytes.get();
    }

    /** Whether the room could not be opened for this member. */
    public boolean isRefused() {
        return refused;
    }

    /** Whether nothing more is done for this member: it left, or the room is no more. */
    public boolean isEnding() {
        return ending;
    }

    /** Whether an earlier stay of the same connection in this room has to be told to its end first. */
    public boolean isQueued() {
        return before != null;
    }

    /** Whether {@link #next} may have to encode much: better not on the thread of a room. */
    public boolean isCatchUp() {
        return start.get() != null || catchUp != null;
    }

    /** The next frame to send, null where there is none now; {@code wake} is called when there is one again. */
    public @Nullable ByteBuffer next() {
        Membership earlier = before;
        if (earlier != null) {
            ByteBuffer frame = earlier.next();
            if (frame != null || !(earlier.isOver() || earlier.isRefused())) {
                return frame; // the room ends it before it begins this one, and wakes then
            }
            before = null;
        }
        Start fresh = start.getAndSet(null);
        if (fresh != null) {
            catchUp = fresh.catchUp();
            cursor = fresh.position();
            startAsked = false;
            if (catchUp.isSnapshot()) {
                skippedUpTo = catchUp.seq();
            } else {
                passOwn(catchUp.seq());
            }
        }
        if (catchUp != null) {
            if (catchUp.hasNext()) {
                return catchUp.next();
            }
            catchUp = null;
        }
        if (refused) {
            cursor = Long.MAX_VALUE; // there is no log to keep step with
        } else if (over || (startAsked && !ending)) {
            return null;
        }
        Own skipped = own.peek();
        if (skipped != null && skipped.seq() <= skippedUpTo) {
            own.remove();
            unsent.decrementAndGet();
            return Frame.encode(new HubMessage.Applied(room.name(), skipped.id(), skipped.seq(), true));
        }
        Direct answer = answers.peek();
        if (answer != null && answer.position() <= cursor) {
            answers.remove();
            unsent.decrementAndGet();
            pages.addAndGet(answer.isPage() ? -1 : 0);
            over = answer.isLast();
            return answer.bytes();
        }
        return refused ? null : nextOfLog();
    }

    private @Nullable ByteBuffer nextOfLog() {
        for (Frame frame = room.log().at(cursor);
                frame != null;
                frame = room.log().at(cursor)) {
            ByteBuffer bytes = frame.bytes(member.compact());
            if (bytes == null) {
                return startAnew(); // nobody like this member was there when it was encoded
            }
            cursor++;
            passOwn(frame.lastSeq());
            if (!member.session().equals(frame.except())) {
                return bytes.duplicate();
            }
            Direct answer = answers.peek();
            if (answer != null && answer.position() <= cursor) {
                return next(); // due now, and nobody wakes for it again
            }
        }
        return room.log().isGone(cursor) ? startAnew() : null;
    }

    private @Nullable ByteBuffer startAnew() {
        if (ending) { // nobody waits for a snapshot any more, only for the answers
            cursor = Long.MAX_VALUE;
            skippedUpTo = Long.MAX_VALUE;
            return next();
        }
        startAsked = true;
        room.startAnew(this);
        return null;
    }

    /** The frame with the commits up to {@code seq} is sent, which answers the own ones among them. */
    private void passOwn(long seq) {
        for (Own first = own.peek(); first != null && first.seq() <= seq; first = own.peek()) {
            own.remove();
            unsent.decrementAndGet();
        }
    }

    // ---- the room's side

    void begin(CatchUp catchUp, long position) {
        start.set(new Start(catchUp, position));
    }

    /** The room can't be opened: nothing of it comes but {@code fault}, and the answers to requests that came with the join. */
    void refuse(HubMessage.Fault fault) {
        refused = true;
        answer(fault);
    }

    /** Something that this member sent came in, {@code size} bytes long. */
    void taken(int size) {
        requests.incrementAndGet();
        bytes.addAndGet(size);
    }

    /** It is done, or dropped. */
    void done(int size) {
        requests.decrementAndGet();
        bytes.addAndGet(-size);
    }

    /** Whether a page of history may be read for this member; it counts from now on. On the room's loop alone. */
    boolean mayAskForPage() {
        return pages.get() < PAGES_MAX && pages.incrementAndGet() > 0;
    }

    /** A page that was asked for can't be read. */
    void noPage() {
        pages.decrementAndGet();
    }

    /** The request {@code id} of this member took {@code seq}; called before the log has its frame. */
    void committed(long id, long seq) {
        unsent.incrementAndGet();
        own.add(new Own(id, seq));
    }

    /** Sends {@code message} to this member alone, after the frames that the log has now. */
    void answer(HubMessage message) {
        unsent.incrementAndGet();
        boolean isPage = message instanceof HubMessage.History page && page.problem() == null;
        answers.add(new Direct(Frame.encode(message), room.log().end(), isPage, false));
    }

    /** Nothing comes after the frames that the log has now, the answers, and {@code last} where there is any. */
    void end(@Nullable HubMessage last) {
        unsent.incrementAndGet();
        answers.add(
                new Direct(last == null ? null : Frame.encode(last), room.log().end(), false, true));
        ending = true;
    }

    /** The room is no more: {@code fault} says why. */
    void expel(HubMessage.Fault fault) {
        answer(fault);
        end(new HubMessage.Left(room.name()));
        wake();
    }

    void wake() {
        wake.accept(this);
    }
}
