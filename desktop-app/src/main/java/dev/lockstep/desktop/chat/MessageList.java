package dev.lockstep.desktop.chat;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** The messages of a chat, and where in them the reader is: at the end, where more comes, or somewhere before it. */
final class MessageList extends StackPane implements AutoCloseable {

    private static final Duration READ = Duration.millis(400);
    private static final Duration LOADING = Duration.millis(300);
    private static final double SPINNER = 28;

    /** So many rows above what is shown say what it belongs to. */
    private static final int ROWS_ABOVE = 2;

    /** So far from the end, in heights of the list, what was scrolled to the end may still be. */
    private static final int END_PAGES_MAX = 4;

    /** So often the list is scrolled to its end until it is there. */
    private static final int END_TRIES = 8;

    /** So much of the last row, in pixels, may be hidden at the end. */
    private static final double END_TOLERANCE = 8;

    private final ChatModel model;
    private final Executor fx;
    private final ListView<ChatRow> list;
    private final Button jump = new Button("Newest", new FontIcon(MaterialDesignA.ARROW_DOWN));
    private final PauseTransition reading = new PauseTransition(READ);
    private final PauseTransition loading = new PauseTransition(LOADING);
    private final ListChangeListener<ChatRow> rowsChanged = change -> rowsChanged();
    private final CoalescedTask ending;
    private final StepwiseHeight height;
    private boolean atEnd = true;
    private int endTries; // left
    private boolean placed;
    private @Nullable String anchor; // the message that the reader is at, while rows change
    private @Nullable String sought; // the message that is to be shown once it is there

    /**
     * @param fx runs what it is given on the JavaFX thread, later
     * @param keys gets the keys that are pressed on the list
     */
    MessageList(ChatModel model, MessageCell.Actions actions, Executor fx, Consumer<KeyEvent> keys) {
        this.model = model;
        this.fx = fx;
        this.ending = new CoalescedTask(fx, this::scrollToEnd);
        this.list = new ListView<>();
        this.height = new StepwiseHeight(list, this);
        list.setId("messages");
        list.setVisible(false); // until it is known what is shown first
        list.setAccessibleText("Messages");
        list.setCellFactory(view -> new MessageCell(actions));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::selectInView);
        list.addEventFilter(KeyEvent.KEY_PRESSED, keys::accept);
        list.addEventHandler(ScrollEvent.ANY, scrolled -> scrolled());
        list.addEventHandler(MouseEvent.MOUSE_RELEASED, released -> scrolled());
        model.rows().addListener(rowsChanged);
        jump.setId("chat-jump");
        jump.getStyleClass().add("chat-jump");
        jump.setVisible(false);
        jump.setOnAction(clicked -> toEnd());
        StackPane.setAlignment(jump, Pos.BOTTOM_CENTER);
        StackPane.setAlignment(list, Pos.BOTTOM_CENTER);
        getChildren().addAll(list, spinner(), jump);
        reading.setOnFinished(seen -> markRead());
        sceneProperty().addListener((property, before, now) -> shownAgain());
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .orElse(false)
                .addListener((property, before, now) -> focusChanged());
        layoutBoundsProperty().addListener((property, before, now) -> keepPlace());
        list.heightProperty().addListener((property, before, now) -> keepPlace());
        keepPlace();
    }

    /** More is on its way; what takes but a moment has none. */
    private ProgressIndicator spinner() {
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.setId("chat-loading");
        spinner.setAccessibleText("Messages are loaded");
        spinner.setMaxSize(SPINNER, SPINNER);
        StackPane.setAlignment(spinner, Pos.TOP_CENTER);
        StackPane.setMargin(spinner, new Insets(SPINNER));
        spinner.setVisible(false);
        loading.setOnFinished(late -> spinner.setVisible(!model.isLoaded()));
        model.loadedProperty().addListener((property, before, now) -> {
            loading.stop();
            spinner.setVisible(false);
            keepPlace();
        });
        if (!model.isLoaded()) {
            loading.play();
        }
        return spinner;
    }

    ListView<ChatRow> list() {
        return list;
    }

    /** The message that is selected, and not deleted; null where there is none. */
    ChatRow.@Nullable Message selected() {
        return list.getSelectionModel().getSelectedItem() instanceof ChatRow.Message row
                        && !row.message().deleted()
                ? row
                : null;
    }

    /** Where nothing is selected, an arrow selects the last message that is whole in view. */
    private void selectInView(KeyEvent key) {
        boolean arrow = key.getCode() == KeyCode.UP || key.getCode() == KeyCode.DOWN;
        VirtualFlow<MessageCell> flow = flow();
        if (!arrow || flow == null || !list.getSelectionModel().isEmpty()) {
            return;
        }
        MessageCell last = flow.getLastVisibleCell();
        for (int i = last == null ? -1 : last.getIndex(); i >= 0; i--) {
            MessageCell cell = flow.getVisibleCell(i);
            boolean whole = cell != null && hiddenBelow(cell, flow) <= 0;
            if (whole && cell.getItem() instanceof ChatRow.Message) {
                list.getSelectionModel().select(i);
                list.getFocusModel().focus(i);
                key.consume();
                return;
            }
        }
    }

    @SuppressWarnings("unchecked") // what the skin of a ListView is made of
    private @Nullable VirtualFlow<MessageCell> flow() {
        return (VirtualFlow<MessageCell>) list.lookup(".virtual-flow");
    }

    /** Where the reader is stays where it is, once the rows have settled. */
    private void rowsChanged() {
        if (sought != null) {
            fx.execute(this::showSought);
        } else if (atEnd || !placed) {
            keepPlace();
        } else if (anchor == null) {
            VirtualFlow<MessageCell> flow = flow();
            for (int i = 0; flow != null && i < model.rows().size() && anchor == null; i++) {
                MessageCell cell = flow.getVisibleCell(i);
                if (cell != null && cell.getItem() instanceof ChatRow.Message row) {
                    anchor = row.message().id();
                    double offset = cell.getLayoutY();
                    fx.execute(() -> returnTo(offset));
                }
            }
            jump.setVisible(true);
        }
        lookRead();
    }

    private void returnTo(double offset) {
        String id = anchor;
        anchor = null;
        VirtualFlow<MessageCell> flow = flow();
        int index = id == null ? -1 : indexOf(id);
        if (flow != null && index >= 0 && !atEnd) {
            flow.scrollTo(index);
            flow.scrollPixels(-offset);
        }
    }

    /** Where a message is shown; the list where it is out of view. */
    Node placeOf(ChatMessage message) {
        VirtualFlow<MessageCell> flow = flow();
        MessageCell cell = flow == null ? null : flow.getVisibleCell(indexOf(message.id()));
        return cell == null ? list : cell;
    }

    private int indexOf(String id) {
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i) instanceof ChatRow.Message row
                    && row.message().id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** At first where what is new begins, else at the end. */
    private void keepPlace() {
        if (model.rows().isEmpty()) {
            if (model.isLoaded()) {
                showList();
            }
            return;
        } else if (getScene() == null) {
            return;
        }
        if (!placed && model.isLoaded()) {
            placed = true;
            List<ChatRow> rows = model.rows();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) instanceof ChatRow.Unread) {
                    int unread = i;
                    atEnd = false;
                    StackPane.setAlignment(list, Pos.TOP_CENTER); // while it grows, what is new stays where it is
                    fx.execute(() -> {
                        showList();
                        list.scrollTo(Math.max(0, unread - 1));
                        list.layout();
                        fx.execute(this::scrolled);
                    });
                    return;
                }
            }
        }
        if (atEnd) {
            toEnd();
        }
    }

    /** The rows become the list's just before it is scrolled: those at its top, which nobody wants to see, are not made. */
    private void showList() {
        if (!list.isVisible()) {
            list.setVisible(true);
            list.setItems(model.rows());
            height.grow();
        }
    }

    void toEnd() {
        atEnd = true;
        sought = null;
        jump.setVisible(false);
        endTries = END_TRIES;
        ending.request();
    }

    /** Once for all rows that came in a moment. */
    private void scrollToEnd() {
        if (atEnd) {
            showList();
            list.scrollTo(model.rows().size() - 1);
            list.layout(); // until then the list guesses how high a new row is
            VirtualFlow<MessageCell> flow = flow();
            if (flow != null && !showLastWhole(flow) && --endTries > 0) {
                ending.request(); // the heights of more rows are known by then
            }
            lookRead();
        }
    }

    /** A list whose rows differ in height doesn't always get to a row that was just added. */
    private boolean showLastWhole(VirtualFlow<MessageCell> flow) {
        for (int page = 0; page < END_PAGES_MAX; page++) {
            MessageCell last = flow.getLastVisibleCell();
            boolean more = last != null && last.getIndex() < model.rows().size() - 1;
            double hidden = last == null ? 0 : more ? flow.getHeight() : hiddenBelow(last, flow);
            if (hidden <= 0 || flow.scrollPixels(hidden) == 0 || !more) {
                break;
            }
        }
        flow.requestLayout();
        list.layout(); // it may have moved the rows and not know it: the next layout would move them back
        return isLastWhole(flow);
    }

    private boolean isLastWhole(VirtualFlow<MessageCell> flow) {
        MessageCell last = flow.getLastVisibleCell();
        return last != null && last.getIndex() >= model.rows().size() - 1 && hiddenBelow(last, flow) <= END_TOLERANCE;
    }

    private static double hiddenBelow(MessageCell cell, VirtualFlow<MessageCell> flow) {
        return cell.getLayoutY() + cell.getHeight() - flow.getHeight();
    }

    /** Shows the message among the others, and selects it; one that isn't loaded is, as far as older ones are at hand. */
    void show(String id) {
        sought = id;
        atEnd = false;
        showSought();
    }

    private void showSought() {
        String id = sought;
        int index = id == null ? -1 : indexOf(id);
        if (index >= 0) {
            sought = null;
            showList();
            list.scrollTo(Math.max(0, index - ROWS_ABOVE));
            list.getSelectionModel().clearAndSelect(index);
            list.requestFocus();
            fx.execute(this::scrolled);
        } else if (id != null && !model.loadOlderFor()) {
            sought = null;
        }
    }

    private void scrolled() {
        VirtualFlow<MessageCell> flow = flow();
        MessageCell last = flow == null ? null : flow.getLastVisibleCell();
        MessageCell first = flow == null ? null : flow.getFirstVisibleCell();
        if (flow == null || last == null || first == null) {
            return;
        }
        atEnd = isLastWhole(flow);
        jump.setVisible(!atEnd);
        if (first.getIndex() == 0 && model.hasOlder()) {
            model.loadOlder();
        }
        lookRead();
    }

    /** What came while another tab was shown is placed now. */
    private void shownAgain() {
        lookSeen();
        keepPlace();
        lookRead();
    }

    private void focusChanged() {
        lookSeen();
        lookRead();
    }

    /** Whoever looks elsewhere has not seen what comes from now on. */
    private void lookSeen() {
        model.setLooking(isLooking());
    }

    private boolean isLooking() {
        return getScene() != null
                && getScene().getWindow() != null
                && getScene().getWindow().isFocused();
    }

    private void lookRead() {
        if (atEnd && reading.getStatus() != javafx.animation.Animation.Status.RUNNING) {
            reading.playFromStart();
        }
    }

    private void markRead() {
        if (atEnd && isLooking()) {
            model.markRead();
        }
    }

    @Override
    public void close() {
        reading.stop();
        loading.stop();
        ending.close();
        height.close();
        model.rows().removeListener(rowsChanged);
        list.placeholderProperty().unbind();
        list.setItems(null);
    }
}
