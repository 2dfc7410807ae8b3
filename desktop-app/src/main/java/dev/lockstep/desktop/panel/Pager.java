package dev.lockstep.desktop.panel;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import dev.lockstep.desktop.view.Styles;

/** Which part of a long list is shown, and the way to the others; not there while all of it is. */
final class Pager extends HBox {

    private final int size;
    private final Label words = new Label();
    private final Button before = new Button("Previous");
    private final Button after = new Button("Next");
    private int page;
    private int count;

    /** @param size how many are on a page */
    Pager(int size, Runnable turned) {
        super(10);
        this.size = size;
        setId("panel-pages");
        setAlignment(Pos.CENTER_LEFT);
        words.setId("panel-pages-words");
        words.getStyleClass().add(Styles.CARD_HINT);
        before.setId("panel-pages-before");
        before.setOnAction(clicked -> turn(page - 1, turned));
        after.setId("panel-pages-after");
        after.setOnAction(clicked -> turn(page + 1, turned));
        getChildren().addAll(before, after, words);
        managedProperty().bind(visibleProperty());
        show(0);
    }

    private void turn(int to, Runnable turned) {
        page = to;
        show(count);
        turned.run();
    }

    /** @param now how many there are */
    void show(int now) {
        count = now;
        page = Math.max(0, Math.min(page, (count - 1) / size));
        setVisible(count > size);
        before.setDisable(page == 0);
        after.setDisable(to() >= count);
        words.setText(String.format(
                "%,d to %,d of %,d; %,d more are not shown", from() + 1, to(), count, count - to() + from()));
    }

    /** Turns to the last page. */
    void showLast() {
        page = count / size;
        show(count);
    }

    /** The first that is shown, from 0. */
    int from() {
        return page * size;
    }

    /** After the last that is shown. */
    int to() {
        return Math.min(count, from() + size);
    }
}
