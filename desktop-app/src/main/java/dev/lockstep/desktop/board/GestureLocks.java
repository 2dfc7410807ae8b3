package dev.lockstep.desktop.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RefusedException;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.view.MemberNames;
import dev.lockstep.fx.HeldLock;
import dev.lockstep.fx.SharedLock;
import dev.lockstep.fx.SharedRoom;

/** The locks over the shapes of a gesture: nobody else can take hold of them until it ends. */
final class GestureLocks implements AutoCloseable {

    /** A gesture over more shapes goes without: it would ask the hub for each. */
    private static final int LOCKS_MAX = 24;

    private final List<HeldLock> held = new ArrayList<>();
    private boolean closed;

    private GestureLocks() {}

    /** Who holds one of {@code shapes}, null where nobody else does. */
    static @Nullable String holder(SharedRoom room, Collection<Shape> shapes) {
        for (Shape shape : shapes.size() > LOCKS_MAX ? List.<Shape>of() : shapes) {
            SharedLock lock = lock(room, shape);
            if (lock.isHeldByOther()) {
                return new MemberNames(room).of(lock.getHolderSession(), lock.getHolder());
            }
        }
        return null;
    }

    private static SharedLock lock(SharedRoom room, Shape shape) {
        return room.lock(BoardModel.PREFIX + "/" + shape.id());
    }

    /**
     * Takes hold of {@code shapes}; the gesture may go on meanwhile.
     *
     * @param refused called where somebody else was faster
     */
    static GestureLocks of(SharedRoom room, Collection<Shape> shapes, Runnable refused) {
        GestureLocks made = new GestureLocks();
        if (shapes.size() <= LOCKS_MAX) {
            for (Shape shape : shapes) {
                lock(room, shape).acquire(Duration.ZERO).whenComplete((lock, failure) -> {
                    if (lock != null) {
                        made.got(lock);
                    } else if (failure instanceof RefusedException && !made.closed) {
                        refused.run();
                    }
                });
            }
        }
        return made;
    }

    /** Whether one was got, whatever became of it since. */
    boolean isGranted() {
        return !held.isEmpty();
    }

    private void got(HeldLock lock) {
        if (closed) {
            lock.close();
        } else {
            held.add(lock);
        }
    }

    @Override
    public void close() {
        closed = true;
        held.forEach(HeldLock::close);
        held.clear();
    }
}
