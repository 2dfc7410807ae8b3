package dev.lockstep.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;
import dev.lockstep.disk.Reason;
import dev.lockstep.model.Entries;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

/**
 * Rooms as the hub last sent them, one file per room. They are a cache of the hub's data: if a file can't be read, the hub sends the
 * room again, so there is no copy.
 */
final class ConfirmedRooms {

    private static final Logger LOG = System.getLogger(ConfirmedRooms.class.getName());

    private final Disk disk;
    private final HubFiles files;
    private final StoreProblems problems;

    ConfirmedRooms(Disk disk, HubFiles files, StoreProblems problems) {
        this.disk = disk;
        this.files = files;
        this.problems = problems;
    }

    void write(HubMessage.Snapshot state) throws IOException {
        disk.replace(
                files.told(state.room()),
                CheckedLines.encode(CheckedLines.number(0, null, List.of(WireCodec.encode(state)))));
    }

    /** Null where nothing is known of {@code room}. */
    KeptRoom.@Nullable LastConfirmed read(String room) {
        Path file = files.told(room);
        CheckedLines.Read read = CheckedLines.read(disk, file);
        if (read.isMissing()) {
            return null;
        }
        for (CheckedLines.Line line : read.whole()) {
            try {
                if (WireCodec.decodeHub(line.text()) instanceof HubMessage.Snapshot state
                        && state.room().equals(room)) {
                    return new KeptRoom.LastConfirmed(
                            state.epoch(), state.seq(), new Entries(state.entries()), state.authors());
                }
            } catch (MalformedException e) {
                LOG.log(Level.DEBUG, "the stored state of room " + room + " has an unknown format", e);
            }
        }
        damaged(room, file);
        return null;
    }

    private void damaged(String room, Path file) {
        Path aside = null;
        try {
            aside = disk.setAside(file);
            disk.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> file + " could not be moved: " + Reason.withoutFile(e));
        }
        problems.add(new StoreProblem(
                StoreProblem.Kind.MENDED,
                "What this machine last knew of the room “" + room
                        + "” was damaged. Nothing is lost: the hub sends the room"
                        + " again as soon as there is a connection.",
                room,
                0,
                aside));
    }
}
