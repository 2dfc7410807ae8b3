package dev.lockstep.desktop.shell;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.lockstep.client.RefusedException;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.RefusalCode;

/** What the hub refused of one person's changes, the latest first. */
final class RefusalsModel {

    /** The latest are kept; whoever has more of them needs no list. */
    private static final int KEPT_MAX = 200;

    private static final int WHAT_CHARS_MAX = 200;
    private static final int WHY_CHARS_MAX = 300;

    /** @param what the key, empty where none is to blame */
    record Refusal(LocalTime at, String room, String what, String why) {}

    private final ObservableList<Refusal> refusals = FXCollections.observableArrayList();
    private final Set<SharedRoom> followed = Collections.newSetFromMap(new WeakHashMap<>()); // rooms come and go

    ObservableList<Refusal> refusals() {
        return refusals;
    }

    /** Notes what is refused in {@code room} from now on; once, however often it is asked. */
    void follow(SharedRoom room) {
        if (followed.add(room)) {
            room.onRefused(refused -> add(new Refusal(
                    LocalTime.now(ZoneId.systemDefault()),
                    DisplayText.name(room.name()),
                    refused.key() == null ? "" : DisplayText.line(refused.key(), WHAT_CHARS_MAX),
                    why(refused))));
        }
    }

    /** Whoever holds what was to be changed knows best what it is: its key says nothing to people. */
    private static String why(RefusedException refused) {
        String holder = refused.holder();
        if (refused.code() == RefusalCode.FENCED) {
            return "you had lost the lock by then: the connection was broken for long, or a host took it";
        }
        return refused.code() == RefusalCode.LOCKED && holder != null
                ? DisplayText.name(holder) + " has hold of it"
                : DisplayText.line(String.valueOf(refused.getMessage()), WHY_CHARS_MAX);
    }

    private void add(Refusal refusal) {
        refusals.add(0, refusal);
        if (refusals.size() > KEPT_MAX) {
            refusals.remove(KEPT_MAX, refusals.size());
        }
    }

    void clear() {
        refusals.clear();
    }
}
