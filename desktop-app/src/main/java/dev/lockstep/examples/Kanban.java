package dev.lockstep.examples;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Styles;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.Identity;
import dev.lockstep.fx.HeldLock;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.SharedUndo;

/**
 * A Kanban board: cards are dragged between columns, a double click edits one while it is locked for others, Ctrl+Z takes back one's own
 * work. What is changed without a connection is kept in a folder, and sent later. The first argument is your name.
 */
public final class Kanban extends Application {

    enum Urgency {
        LOW,
        NORMAL,
        HIGH
    }

    record Card(String title, Urgency urgency, @Nullable LocalDate due) {

        @Override
        public String toString() {
            return title + (due == null ? "" : ", due " + due) + (urgency == Urgency.HIGH ? " (!)" : "");
        }
    }

    private static final Map<String, String> COLUMNS =
            new TreeMap<>(Map.of("1-todo", "To do", "2-doing", "Doing", "3-done", "Done"));

    private @Nullable Lockstep lockstep;

    @Override
    public void start(Stage stage) {
        setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        String me = getParameters().getRaw().stream().findFirst().orElse(System.getProperty("user.name", "Ada"));
        lockstep = Lockstep.builder("ws://localhost:7171/live")
                .identity(Identity.named(me))
                .store(ClientStore.open(Path.of("kanban-of-" + me)))
                .connect();
        stage.setTitle("Kanban as " + me);
        stage.setScene(new Scene(new Board(lockstep.room("kanban")), 900, 520));
        stage.show();
    }

    @Override
    public void stop() {
        if (lockstep != null) {
            lockstep.close();
        }
    }

    /** The board of a room. */
    static final class Board extends BorderPane {

        private final SharedRoom room;
        private final SharedUndo undo;
        private final Label message = new Label();
        private @Nullable HeldLock editing;

        Board(SharedRoom room) {
            this.room = room;
            this.undo = room.undo();
            HBox lists = new HBox(12);
            COLUMNS.forEach((prefix, title) -> lists.getChildren().add(column(prefix, title)));
            Label people = new Label();
            people.textProperty()
                    .bind(Bindings.createStringBinding(
                            () -> room.members().stream().map(Member::name).collect(Collectors.joining(", ")),
                            room.members()));
            room.onRefused(refusal -> message.setText(
                    refusal.holder() == null ? refusal.getMessage() : refusal.holder() + " edits this card"));
            setTop(new HBox(24, people, message));
            setCenter(lists);
            setPadding(new Insets(12));
            setMargin(lists, new Insets(12, 0, 12, 0));
            sceneProperty()
                    .addListener((property, before, scene) -> scene.getAccelerators()
                            .putAll(Map.of(
                                    KeyCombination.valueOf("Shortcut+Z"), undo::undo,
                                    KeyCombination.valueOf("Shortcut+Shift+Z"), undo::redo)));
        }

        private VBox column(String prefix, String title) {
            ListView<Card> view = new ListView<>(cards(prefix));
            view.setId(prefix);
            view.setCellFactory(list -> new CardCell(prefix));
            takeDrops(view, prefix, () -> Integer.MAX_VALUE); // a list that is empty has no cells
            TextField field = new TextField();
            field.setId("new-" + prefix);
            field.setPromptText("New card");
            field.setOnAction(entered -> {
                Card card = new Card(field.getText(), Urgency.NORMAL, null);
                undo.commit("Add", tx -> tx.add(cards(prefix), card));
                field.clear();
            });
            VBox.setVgrow(view, Priority.ALWAYS);
            VBox column = new VBox(6, new Label(title), view, field);
            HBox.setHgrow(column, Priority.ALWAYS);
            return column;
        }

        private void takeDrops(Node on, String column, IntSupplier place) {
            on.setOnDragOver(drag -> {
                if (drag.getDragboard().hasString()) {
                    drag.acceptTransferModes(TransferMode.MOVE);
                }
            });
            on.setOnDragDropped(drop -> {
                move(drop.getDragboard().getString(), column, place.getAsInt());
                drop.setDropCompleted(true);
                drop.consume();
            });
        }

        private SharedList<Card> cards(String column) {
            return room.movableList(column, Card.class);
        }

        /** -1 where somebody else has moved or removed it. */
        private int indexOf(String column, String key) {
            SharedList<Card> cards = cards(column);
            return IntStream.range(0, cards.size())
                    .filter(i -> cards.keyOf(i).equals(key))
                    .findFirst()
                    .orElse(-1);
        }

        /** Moves the card of {@code key} to a place in a column, or to its end where that is beyond. */
        void move(String key, String column, int place) {
            String from = COLUMNS.keySet().stream()
                    .filter(each -> indexOf(each, key) >= 0)
                    .findFirst()
                    .orElse(null);
            if (from != null) {
                int end = cards(column).size() - (from.equals(column) ? 1 : 0);
                undo.commit(
                        "Move", tx -> tx.move(cards(from), indexOf(from, key), cards(column), Math.min(place, end)));
            }
        }

        /** Edits a card below the columns, as long as nobody else does. */
        void edit(String column, int index) {
            String key = cards(column).keyOf(index);
            room.lock(key).acquire(Duration.ZERO).whenComplete((held, failure) -> {
                if (held != null && indexOf(column, key) >= 0) {
                    close();
                    editing = held;
                    setBottom(form(column, key, held));
                } else if (held != null) {
                    held.close(); // the card was removed just now
                }
            });
        }

        private HBox form(String column, String key, HeldLock held) {
            Card card = cards(column).get(indexOf(column, key));
            TextField title = new TextField(card.title());
            title.setId("card-title");
            ComboBox<Urgency> urgency = new ComboBox<>();
            urgency.getItems().setAll(Urgency.values());
            urgency.setValue(card.urgency());
            DatePicker due = new DatePicker(card.due());
            Button save = new Button("Save");
            save.setId("card-save");
            save.setDefaultButton(true);
            save.setOnAction(clicked -> {
                Card edited = new Card(title.getText(), urgency.getValue(), due.getValue());
                if (indexOf(column, key) >= 0) { // else it was moved away with its form open
                    held.run(() -> undo.commit("Edit", tx -> tx.set(cards(column), indexOf(column, key), edited)));
                }
                close();
            });
            Button cancel = new Button("Cancel");
            cancel.setCancelButton(true);
            cancel.setOnAction(clicked -> close());
            held.onLost(() -> {
                message.setText("The connection was broken for long, and somebody else may edit this card now");
                save.setDisable(true);
            });
            return new HBox(6, title, urgency, due, save, cancel);
        }

        private void close() {
            if (editing != null) {
                editing.close();
                editing = null;
            }
            setBottom(null);
        }

        /** A card, and who edits it. */
        private final class CardCell extends ListCell<Card> {

            private final Label editor = new Label();

            CardCell(String prefix) {
                setContentDisplay(ContentDisplay.RIGHT);
                editor.getStyleClass().addAll(Styles.ACCENT, Styles.TEXT_SMALL);
                setOnMouseClicked(click -> {
                    if (click.getClickCount() == 2 && !isEmpty()) {
                        edit(prefix, getIndex());
                    }
                });
                setOnDragDetected(drag -> {
                    if (!isEmpty()) {
                        ClipboardContent key = new ClipboardContent();
                        key.putString(cards(prefix).keyOf(getIndex()));
                        startDragAndDrop(TransferMode.MOVE).setContent(key);
                    }
                });
                takeDrops(this, prefix, () -> isEmpty() ? Integer.MAX_VALUE : getIndex());
            }

            @Override
            protected void updateItem(@Nullable Card card, boolean empty) {
                super.updateItem(card, empty);
                setText(empty || card == null ? null : card.toString());
                setGraphic(empty ? null : editor);
                editor.textProperty().unbind();
                editor.setText("");
                if (!empty) {
                    String key = cards(getListView().getId()).keyOf(getIndex());
                    editor.textProperty().bind(room.lock(key).holderProperty());
                }
            }
        }
    }
}
