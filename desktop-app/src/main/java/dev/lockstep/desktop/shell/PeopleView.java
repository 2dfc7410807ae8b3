package dev.lockstep.desktop.shell;

import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.lockstep.fx.Member;

/** Who is in the room. */
final class PeopleView extends ListView<Member> {

    private static final double CELL_HEIGHT = 40;

    PeopleView() {
        setId("people");
        setFixedCellSize(CELL_HEIGHT);
        setAccessibleText("People in this room");
        setCellFactory(list -> new PersonCell());
        setFocusTraversable(true);
        setPlaceholder(new Label("Nobody here yet"));
    }

    void show(ObservableList<Member> members) {
        setItems(members);
    }

    private static final class PersonCell extends ListCell<Member> {

        private final Avatar avatar = new Avatar();
        private final Label name = new Label();
        private final Label tag = new Label("you");
        private final HBox row;

        PersonCell() {
            getStyleClass().add(Styles.PERSON);
            name.getStyleClass().add(Styles.PERSON_NAME);
            tag.getStyleClass().add(Styles.PERSON_TAG);
            tag.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            name.setMinWidth(0);
            row = new HBox(10, avatar, name, tag);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMinWidth(0);
            row.setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Member member, boolean empty) {
            super.updateItem(member, empty);
            if (empty || member == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            avatar.show(member.name(), member.color());
            name.setText(member.name());
            tag.setVisible(member.isMe());
            tag.setManaged(member.isMe());
            setAccessibleText(member.name() + (member.isMe() ? ", you" : ""));
            setGraphic(row);
        }
    }
}
