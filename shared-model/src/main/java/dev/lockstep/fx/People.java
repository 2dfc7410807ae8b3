package dev.lockstep.fx;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RoomClient;
import dev.lockstep.model.Json;
import dev.lockstep.wire.HubMessage;

/** Who is in a room, and who wrote what is in it. */
final class People {

    private final RoomClient room;
    private final ObservableList<Member> members = FXCollections.observableArrayList();
    private final ObservableList<Member> membersView = FXCollections.unmodifiableObservableList(members);

    People(RoomClient room) {
        this.room = room;
    }

    ObservableList<Member> members() {
        return membersView;
    }

    /** Replaces just what is different. */
    void show(List<HubMessage.Member> now) {
        String me = room.session();
        List<Member> next = now.stream()
                .map(m -> new Member(
                        m.session(),
                        m.client(),
                        m.name(),
                        m.color(),
                        m.value(),
                        m.session().equals(me),
                        m.invitedAs()))
                .toList();
        Set<String> sessions = new HashSet<>();
        next.forEach(member -> sessions.add(member.session()));
        members.removeIf(member -> !sessions.contains(member.session()));
        for (int i = 0; i < next.size(); i++) {
            if (i >= members.size()) {
                members.add(next.get(i));
            } else if (!Objects.equals(members.get(i), next.get(i))) {
                members.set(i, next.get(i));
            }
        }
    }

    /** Who has that session; a member of whom no more is known yet where it is not told so far. */
    Member member(String session, String client) {
        for (Member member : members) {
            if (member.session().equals(session)) {
                return member;
            }
        }
        return new Member(session, client, "", "", Json.ofNull(), false);
    }

    /** @param author the public name of a client, null for nobody */
    @Nullable
    Author author(@Nullable String author) {
        if (author == null) {
            return null;
        }
        String called = room.replica().nameOf(author);
        return new Author(author, called == null ? "" : called, room.replica().isMe(author));
    }
}
