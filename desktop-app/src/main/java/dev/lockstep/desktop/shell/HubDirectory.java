package dev.lockstep.desktop.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import javafx.beans.InvalidationListener;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.DistinctNames;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.ViewDescriptor;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.SharedString;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;
import dev.lockstep.model.Names;

/**
 * What the programs of a hub tell each other about its rooms, in a room of their own: titles, and who is where. On the
 * JavaFX thread.
 */
final class HubDirectory implements AutoCloseable {

    /** The room's name: no room of people's. */
    static final String ROOM = RoomContext.PART + "rooms";

    private static final String TITLE = "title/";
    private static final int TITLE_MAX = 80;
    private static final int NOTICED_MAX = 2_000;
    private static final int VIEW_LOOKED_AT_MAX = 1_000;
    private static final int TITLE_LOOKED_AT_MAX = 10_000;

    private final RoomPool rooms;
    private final List<ViewDescriptor> views;
    private final SharedRoom room;
    private final InvalidationListener listener;
    private final Map<String, SharedString> titles = new HashMap<>();
    private String shown = "";

    /**
     * @param views those that this program has
     * @param changed told when somebody came, went or moved, or when a title is another
     */
    HubDirectory(RoomPool rooms, List<ViewDescriptor> views, Runnable changed) {
        this.rooms = rooms;
        this.views = views;
        this.room = rooms.take(ROOM);
        this.listener = any -> changed.run();
        room.members().addListener(listener);
    }

    /** What people call a room: its title, or its name. */
    String titleOf(String name) {
        String text = title(name);
        String shownTitle = text == null ? "" : DisplayText.line(text, TITLE_MAX);
        return shownTitle.isBlank() ? DisplayText.name(name) : shownTitle;
    }

    /** Anybody may claim to be in any room: of so many at most it is noticed when their titles change. */
    private @Nullable String title(String name) {
        SharedString title = titles.get(name);
        if (title == null && titles.size() < NOTICED_MAX) {
            title = room.string(TITLE + name, "");
            title.addListener(listener);
            titles.put(name, title);
        }
        if (title != null) {
            return title.get();
        }
        return JsonReader.of(room.get(TITLE + name, Json.class)).textOrNull(TITLE_LOOKED_AT_MAX);
    }

    /** Whether a room has a title beside its name. */
    boolean hasTitle(String name) {
        String title = title(name);
        return title != null && !title.isEmpty();
    }

    /** Whether this person may give a room another title, or take its own away. */
    boolean mayRename(String name) {
        return room.mayWrite(TITLE + name);
    }

    /** Gives a room a title; the empty one takes it away. */
    CompletionStage<?> rename(String name, String title) {
        String stripped = title.strip();
        String shorter = stripped.length() <= TITLE_MAX ? stripped : stripped.substring(0, TITLE_MAX);
        if (shorter.isEmpty() || shorter.equals(name)) {
            return room.remove(TITLE + name);
        }
        return room.put(TITLE + name, shorter);
    }

    /** The title of the view with this id; the id itself of one that this program doesn't have. */
    String viewTitle(String id) {
        return views.stream()
                .filter(view -> view.id().equals(id))
                .map(ViewDescriptor::title)
                .findFirst()
                .orElse(id);
    }

    /** The id of what a program shows; earlier versions sent the title in its place. Another's unknown view is bounded for display. */
    private String viewId(String sent) {
        return views.stream()
                .filter(view -> view.id().equals(sent) || view.title().equals(sent))
                .map(ViewDescriptor::id)
                .findFirst()
                .orElseGet(() -> DisplayText.line(sent, ViewDescriptor.ID_CHARS_MAX));
    }

    /**
     * Tells others where this person is.
     *
     * @param view the id of the view, empty where none is shown
     */
    void show(String roomName, String view, boolean idle) {
        String now = roomName + "\n" + view + "\n" + idle;
        if (!now.equals(shown)) {
            shown = now;
            room.showPresence(Map.of("room", roomName, "view", view, "idle", idle));
        }
    }

    /**
     * Everybody that is at the hub with such a program, this one first.
     *
     * @param names tells those apart that are called alike
     */
    List<Person> people(DistinctNames names) {
        return room.members().stream()
                .map(member -> person(member, names))
                .sorted((one, other) -> Boolean.compare(other.isMe(), one.isMe()))
                .toList();
    }

    /** The members of the lobby: everybody that is at the hub with such a program. */
    List<Member> members() {
        return room.members();
    }

    private Person person(Member member, DistinctNames names) {
        JsonReader shows = JsonReader.of(member.presence());
        String name = shows.at("room").text(Names.ROOM_CHARS_MAX, "");
        return new Person(
                member.session(),
                member.client(),
                names.shown(member.client(), member.name()),
                member.color(),
                RoomsModel.problemWith(name) == null ? name : "",
                viewId(shows.at("view").shortened(VIEW_LOOKED_AT_MAX, "")),
                shows.at("idle").flag(false),
                member.isMe());
    }

    @Override
    public void close() {
        room.members().removeListener(listener);
        titles.values().forEach(title -> title.removeListener(listener));
        rooms.giveBack(ROOM);
    }
}
