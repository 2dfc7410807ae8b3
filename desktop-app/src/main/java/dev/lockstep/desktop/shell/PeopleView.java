package dev.lockstep.desktop.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.lockstep.controls.Avatar;
import dev.lockstep.desktop.text.DistinctNames;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedRoom;

/** Who is here and where else people are; who is clicked is followed. */
final class PeopleView extends ListView<PeopleView.Row> {

    private static final double CELL_HEIGHT = 44;
    private static final PseudoClass IDLE = PseudoClass.getPseudoClass("idle");

    /** @param where what they do, or in which room they are */
    record Row(Person person, String where, boolean here) {}

    /** What can be done with somebody. */
    interface Actions {
        void goTo(Person person);

        /** Tells whoever hosts the hub where somebody comes from, in words; later. */
        void whereFrom(Person person, Consumer<String> told);

        /** Whether this person may send others away. */
        boolean maySendAway();

        /** @param lasts how long they may not come in again, zero for merely now; null for good */
        void sendAway(Person person, @Nullable Duration lasts);
    }

    PeopleView(Actions actions) {
        Consumer<Person> follow = actions::goTo;
        setId("people");
        setFixedCellSize(CELL_HEIGHT);
        setAccessibleText("People at this hub; Enter goes to where they are");
        setCellFactory(list -> new PersonCell(actions));
        setFocusTraversable(true);
        setPlaceholder(new Region()); // who is in a room is in its list: it is empty before this program is in
        setOnContextMenuRequested(asked -> {
            Row selected = getSelectionModel().getSelectedItem();
            if (asked.isKeyboardTrigger() && selected != null) {
                showMenu(selected.person(), actions, this, asked);
            }
        });
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                followSelected(follow);
            }
        });
    }

    /** Made when it is asked for: rows are others many times a second where many come and go. */
    private static void showMenu(Person person, Actions actions, Node over, ContextMenuEvent asked) {
        if (!person.isMe() && actions.maySendAway()) {
            MenuItem from = new MenuItem("Where do they come from?");
            from.setId("person-from");
            from.setDisable(true); // it is said, not done
            actions.whereFrom(person, from::setText);
            ContextMenu menu = new ContextMenu(
                    from,
                    new SeparatorMenuItem(),
                    away("Send away now", person, actions, Duration.ZERO),
                    away("Send away for an hour", person, actions, Duration.ofHours(1)),
                    away("Send away for a day", person, actions, Duration.ofDays(1)),
                    away("Send away for good", person, actions, null));
            menu.show(over, asked.getScreenX(), asked.getScreenY());
            asked.consume();
        }
    }

    private static MenuItem away(String words, Person person, Actions actions, @Nullable Duration lasts) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(chosen -> actions.sendAway(person, lasts));
        return item;
    }

    private void followSelected(Consumer<Person> follow) {
        Row row = getSelectionModel().getSelectedItem();
        if (row != null && !row.person().isMe()) {
            follow.accept(row.person());
        }
    }

    /** Who is in the room first, then everybody else at the hub; those who are called alike can be told apart. */
    static List<Row> rows(SharedRoom room, HubDirectory directory) {
        DistinctNames names = new DistinctNames();
        room.members().forEach(member -> names.add(member.client(), member.name()));
        directory.members().forEach(member -> names.add(member.client(), member.name()));
        List<Person> all = directory.people(names);
        Map<String, Person> bySession = new HashMap<>();
        all.forEach(person -> bySession.put(person.session(), person));
        List<Row> rows = new ArrayList<>();
        Set<String> here = new HashSet<>();
        for (Member member : room.members()) {
            Person known = bySession.get(member.session());
            String shown = names.shown(member.client(), member.name());
            Person person = known != null
                    ? known
                    : new Person(
                            member.session(), member.client(), shown, member.color(), "", "", false, member.isMe());
            rows.add(
                    new Row(person, person.room().equals(room.name()) ? directory.viewTitle(person.view()) : "", true));
            here.add(person.session());
        }
        rows.sort(Comparator.comparing(row -> !row.person().isMe()));
        for (Person person : all) {
            if (!here.contains(person.session()) && !person.isMe()) {
                String where = person.room().isEmpty() ? "" : "in " + directory.titleOf(person.room());
                rows.add(new Row(person, where, false));
            }
        }
        return rows;
    }

    /** Just the rows that are different change. */
    void show(List<Row> rows) {
        if (rows.size() != getItems().size()) {
            getItems().setAll(rows);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(getItems().get(i))) {
                getItems().set(i, rows.get(i));
            }
        }
    }

    private static final class PersonCell extends ListCell<Row> {

        private final Avatar avatar = new Avatar();
        private final Label name = new Label();
        private final Label where = new Label();
        private final Label tag = new Label("you");
        private final HBox row;

        PersonCell(Actions actions) {
            Consumer<Person> follow = actions::goTo;
            setOnContextMenuRequested(asked -> {
                Row shown = getItem();
                if (shown != null && !asked.isKeyboardTrigger()) {
                    showMenu(shown.person(), actions, this, asked);
                }
            });
            setOnMouseClicked(clicked -> {
                Row shown = getItem();
                if (clicked.getButton() == MouseButton.PRIMARY
                        && shown != null
                        && !shown.person().isMe()) {
                    follow.accept(shown.person());
                }
            });
            getStyleClass().add(ShellStyles.PERSON);
            name.getStyleClass().add(ShellStyles.PERSON_NAME);
            where.getStyleClass().add(ShellStyles.PERSON_TAG);
            tag.getStyleClass().add(ShellStyles.PERSON_TAG);
            tag.setMinWidth(Region.USE_PREF_SIZE);
            VBox words = new VBox(name, where);
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            row = new HBox(10, avatar, words, tag);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMinWidth(0);
            row.setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            pseudoClassStateChanged(
                    IDLE, item != null && !empty && item.person().idle());
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                setTooltip(null);
                return;
            }
            Person person = item.person();
            avatar.show(DistinctNames.withoutTag(person.name()), person.color());
            name.setText(person.name());
            String doing = person.idle() ? item.where() + " · away" : item.where();
            where.setText(doing);
            where.setManaged(!doing.isEmpty());
            tag.setVisible(person.isMe());
            tag.setManaged(person.isMe());
            setAccessibleText(person.name() + (person.isMe() ? ", you" : "") + ", " + doing);
            setTooltip(person.isMe() ? null : new Tooltip("Go to where " + person.name() + " is"));
            setGraphic(row);
        }
    }
}
