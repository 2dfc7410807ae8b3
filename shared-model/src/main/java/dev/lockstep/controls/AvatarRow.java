package dev.lockstep.controls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedRoom;

/**
 * Who is in a room: an {@link Avatar} each, and how many more there are; style class {@code lockstep-avatars}. Whoever is there with several
 * windows is shown once, this program's user first.
 *
 * <p>To be used on the JavaFX thread.
 */
public final class AvatarRow extends HBox {

    private static final int SHOWN = 5;

    /** What is seen of a person. */
    private record Shown(String name, String color, boolean isMe) {}

    private final ObservableList<Member> members;
    private final int shownMax;
    private final ListChangeListener<Member> changed = change -> update();
    private List<Shown> shown = List.of();

    /** Five people, and how many more there are. */
    public AvatarRow(SharedRoom room) {
        this(room, SHOWN);
    }

    /** @param shownMax how many people are shown; of the others, how many they are */
    public AvatarRow(SharedRoom room, int shownMax) {
        if (shownMax < 1) {
            throw new IllegalArgumentException("at least one person has to be shown, not " + shownMax);
        }
        this.members = room.members();
        this.shownMax = shownMax;
        getStyleClass().add("lockstep-avatars");
        members.addListener(new WeakListChangeListener<>(changed)); // a row that is gone is not kept for the room
        update();
    }

    /** What members show of themselves changes many times a second: for that nothing is made anew. */
    private void update() {
        Map<String, Shown> people = new LinkedHashMap<>();
        for (boolean me : new boolean[] {true, false}) {
            for (Member member : members) {
                if (member.isMe() == me) {
                    people.putIfAbsent(member.client(), new Shown(member.name(), member.color(), me));
                }
            }
        }
        List<Shown> now = List.copyOf(people.values());
        if (!now.equals(shown)) {
            shown = now;
            show();
        }
    }

    private void show() {
        getChildren().clear();
        for (Shown person : shown.subList(0, Math.min(shownMax, shown.size()))) {
            Avatar avatar = new Avatar(person.name(), person.color());
            String words = person.isMe() ? person.name() + " (you)" : person.name();
            Tooltip.install(avatar, new Tooltip(words));
            avatar.setAccessibleText(words);
            getChildren().add(avatar);
        }
        int more = shown.size() - shownMax;
        if (more > 0) {
            Label count = new Label("+" + more);
            count.setAccessibleText(more + " more people");
            count.setMinWidth(USE_PREF_SIZE);
            getChildren().add(count);
        }
    }

    @Override
    public String getUserAgentStylesheet() {
        return ControlStyle.sheet();
    }
}
