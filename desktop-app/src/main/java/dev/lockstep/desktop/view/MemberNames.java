package dev.lockstep.desktop.view;

import java.util.ArrayList;
import java.util.List;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.DistinctNames;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedRoom;

/**
 * What the members of a room are called where they are shown: cleaned, and told apart where two are called alike. Members show
 * something new many times a second; names are compared anew only when there are others. On the JavaFX thread.
 */
public final class MemberNames {

    private final SharedRoom room;
    private DistinctNames names = new DistinctNames();
    private List<String> known = List.of(); // each member's client and name

    public MemberNames(SharedRoom room) {
        this.room = room;
    }

    /** The name of a member. */
    public String of(Member member) {
        look();
        return names.shown(member.client(), member.name());
    }

    /** The name of whoever has {@code session}; where no member has it, {@code name} as it may be shown. */
    public String of(String session, String name) {
        for (Member member : room.members()) {
            if (member.session().equals(session)) {
                return of(member);
            }
        }
        return DisplayText.name(name);
    }

    private void look() {
        if (isKnown(room.members())) {
            return;
        }
        DistinctNames now = new DistinctNames();
        List<String> all = new ArrayList<>();
        for (Member member : room.members()) {
            now.add(member.client(), member.name());
            all.add(member.client());
            all.add(member.name());
        }
        names = now;
        known = all;
    }

    private boolean isKnown(List<Member> members) {
        if (known.size() != 2 * members.size()) {
            return false;
        }
        for (int i = 0; i < members.size(); i++) {
            if (!known.get(2 * i).equals(members.get(i).client())
                    || !known.get(2 * i + 1).equals(members.get(i).name())) {
                return false;
            }
        }
        return true;
    }
}
