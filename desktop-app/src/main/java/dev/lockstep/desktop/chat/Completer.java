package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;
import javafx.stage.Popup;

import org.jspecify.annotations.Nullable;

/** Offers what a word that begins with {@code @} or {@code :} may become. */
final class Completer {

    private static final int OFFERED_MAX = 8;
    private static final double ROW = 32;
    private static final double WIDTH = 240;
    private static final int EMOJI_CHARS_MIN = 2;

    /** @param text what is put in place of the word */
    private record Offer(
            String text, String shown, @Nullable Emoji emoji) {}

    private final TextArea area;
    private final Supplier<List<String>> people;
    private final Popup popup = new Popup();
    private final ListView<Offer> list = new ListView<>();
    private boolean accepting;

    Completer(TextArea area, Supplier<List<String>> people) {
        this.area = area;
        this.people = people;
        list.setId("completions");
        list.getStyleClass().add("completions");
        list.setFixedCellSize(ROW);
        list.setPrefWidth(WIDTH);
        list.setCellFactory(view -> new OfferCell());
        list.setOnMouseClicked(clicked -> accept());
        list.setFocusTraversable(false);
        popup.getContent().add(list);
        popup.setAutoHide(true);
        area.textProperty().addListener((text, before, now) -> look());
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    boolean isShowing() {
        return popup.isShowing();
    }

    private void key(KeyEvent key) {
        if (!popup.isShowing()) {
            return;
        }
        switch (key.getCode()) {
            case DOWN -> list.getSelectionModel().selectNext();
            case UP -> list.getSelectionModel().selectPrevious();
            case ENTER, TAB -> accept();
            case ESCAPE -> popup.hide();
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void look() {
        String word = word();
        List<Offer> offers = offers(word);
        if (accepting || offers.isEmpty() || area.getScene() == null || !area.isFocused()) {
            popup.hide();
            return;
        }
        list.getItems().setAll(offers);
        list.getSelectionModel().selectFirst();
        list.setPrefHeight(offers.size() * ROW + 4);
        Bounds bounds = area.localToScreen(area.getBoundsInLocal());
        if (bounds != null) {
            popup.show(area, bounds.getMinX() + 8, bounds.getMinY() - offers.size() * ROW - 12);
        }
    }

    /** What is written since the last space. */
    private String word() {
        String before = area.getText().substring(0, Math.min(caret(), area.getLength()));
        int from = before.length();
        while (from > 0 && !Character.isWhitespace(before.charAt(from - 1))) {
            from--;
        }
        return before.substring(from);
    }

    /** The text changes before the caret moves. */
    private int caret() {
        return area.getLength() > area.getCaretPosition() ? area.getCaretPosition() + 1 : area.getLength();
    }

    private List<Offer> offers(String word) {
        List<Offer> offers = new ArrayList<>();
        if (word.startsWith("@")) {
            String beginning = word.substring(1).toLowerCase(Locale.ROOT);
            List<String> names = new ArrayList<>(people.get());
            names.add("all");
            names.stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(beginning))
                    .filter(name -> !name.equalsIgnoreCase(beginning))
                    .forEach(name -> offers.add(new Offer("@" + name + " ", name, null)));
        } else if (word.startsWith(":") && word.length() > EMOJI_CHARS_MIN && word.indexOf(':', 1) < 0) {
            Emoji.find(word.substring(1)).stream()
                    .limit(OFFERED_MAX)
                    .forEach(emoji -> offers.add(new Offer(emoji.name() + " ", emoji.name(), emoji)));
        }
        return offers.size() <= OFFERED_MAX ? offers : offers.subList(0, OFFERED_MAX);
    }

    private void accept() {
        Offer offer = list.getSelectionModel().getSelectedItem();
        popup.hide();
        if (offer != null) {
            accepting = true;
            int end = area.getCaretPosition();
            String before = area.getText().substring(0, end);
            int from = Math.max(before.lastIndexOf('@'), before.lastIndexOf(':'));
            if (from >= 0) {
                area.replaceText(from, end, offer.text());
            }
            accepting = false;
        }
    }

    private static final class OfferCell extends ListCell<Offer> {

        @Override
        protected void updateItem(@Nullable Offer offer, boolean empty) {
            super.updateItem(offer, empty);
            setText(null);
            if (empty || offer == null) {
                setGraphic(null);
            } else {
                setGraphic(new Label(
                        offer.shown(),
                        offer.emoji() == null ? null : new EmojiPicture(offer.emoji(), EmojiPicture.IN_TEXT)));
            }
        }
    }
}
