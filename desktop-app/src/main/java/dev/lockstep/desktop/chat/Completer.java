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
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyEvent;
import javafx.stage.Popup;

import org.jspecify.annotations.Nullable;

/**
 * Offers what a word that begins with {@code @} or {@code :} may become. Only to who types it: what is pasted, or put into the field
 * otherwise, stays what it is. A name that is whole as it stands is not replaced by a longer one unless that is chosen.
 */
final class Completer {

    private static final int OFFERED_MAX = 8;
    private static final double ROW = 32;
    private static final double WIDTH = 240;
    private static final double EDGES = 14; // padding and border, above and below
    private static final int EMOJI_CHARS_MIN = 2;

    /** @param text what is put in place of the word */
    private record Offer(
            String text, String shown, @Nullable Emoji emoji) {}

    private final TextArea area;
    private final Supplier<List<String>> people;
    private final Popup popup = new Popup();
    private final ListView<Offer> list = new ListView<>();
    private boolean accepting;
    private boolean byHand; // whether the word before the caret was typed, letter by letter
    private boolean typing; // a key or an input method just gave a letter

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
        area.textProperty().addListener((text, was, now) -> changed(was, now));
        area.addEventFilter(KeyEvent.KEY_TYPED, typed -> typing = isLetter(typed));
        area.addEventFilter(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, composed -> typing = true);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private static boolean isLetter(KeyEvent typed) {
        String letter = typed.getCharacter();
        return !letter.isEmpty() && letter.charAt(0) >= ' ' && letter.charAt(0) != 0x7F;
    }

    private void key(KeyEvent key) {
        typing = false;
        if (!popup.isShowing()) {
            return;
        }
        switch (key.getCode()) {
            case DOWN -> list.getSelectionModel().selectNext();
            case UP -> list.getSelectionModel().selectPrevious();
            case ENTER, TAB -> {
                if (list.getSelectionModel().isEmpty()) {
                    popup.hide();
                    return; // it is sent as it stands
                }
                accept();
            }
            case ESCAPE -> popup.hide();
            default -> {
                return;
            }
        }
        key.consume();
    }

    /** The caret moves after this: it will stand behind what was put in. */
    private void changed(String was, String now) {
        int begin = 0;
        int shorter = Math.min(was.length(), now.length());
        while (begin < shorter && was.charAt(begin) == now.charAt(begin)) {
            begin++;
        }
        int rest = 0;
        while (rest < shorter - begin && was.charAt(was.length() - 1 - rest) == now.charAt(now.length() - 1 - rest)) {
            rest++;
        }
        int inserted = now.length() - rest - begin;
        String word = word(now, now.length() - rest);
        if (inserted > 0) {
            byHand = typing && (byHand || word.length() == inserted);
        }
        byHand &= word.startsWith("@") || word.startsWith(":");
        typing = false;
        offer(byHand && !accepting ? word : "");
    }

    private void offer(String word) {
        List<Offer> offers = offers(word);
        if (offers.isEmpty() || area.getScene() == null || !area.isFocused()) {
            popup.hide();
            return;
        }
        list.getItems().setAll(offers);
        if (isWhole(word)) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getSelectionModel().selectFirst();
        }
        list.setPrefHeight(offers.size() * ROW + EDGES);
        Bounds bounds = area.localToScreen(area.getBoundsInLocal());
        if (bounds != null) {
            popup.show(area, bounds.getMinX() + 8, bounds.getMinY() - offers.size() * ROW - EDGES - 8);
        }
    }

    /** Whether it calls somebody as it stands. */
    private boolean isWhole(String word) {
        String name = word.substring(1);
        return word.startsWith("@")
                && (name.equalsIgnoreCase(Mentions.ALL)
                        || people.get().stream()
                                .anyMatch(each -> each.equalsIgnoreCase(name)
                                        || Mentions.firstName(each).equalsIgnoreCase(name)));
    }

    /** What is written since the last space before {@code end}. */
    private static String word(String text, int end) {
        int from = end;
        while (from > 0 && !Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, end);
    }

    private List<Offer> offers(String word) {
        List<Offer> offers = new ArrayList<>();
        if (word.startsWith("@")) {
            String beginning = word.substring(1).toLowerCase(Locale.ROOT);
            List<String> names = new ArrayList<>(people.get());
            names.add(Mentions.ALL);
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
