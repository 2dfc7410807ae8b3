package dev.lockstep.desktop.shell;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

import org.controlsfx.control.PopOver;

import dev.lockstep.desktop.view.DialogSize;
import dev.lockstep.desktop.view.Styles;

/** A box with an arrow to what it is about. On a low screen it is scrolled, so that all of it can be reached. */
final class Popover {

    /** What a desktop's bars, the arrow and the shadow need. */
    private static final double MARGIN = 60;

    private final PopOver shown = new PopOver();

    Popover(PopOver.ArrowLocation arrow) {
        shown.setArrowLocation(arrow);
        shown.setDetachable(false);
        shown.getRoot().getStylesheets().add(Styles.sheet());
    }

    void show(Region content, Node beside) {
        content.getStyleClass().add(ShellStyles.POPOVER);
        shown.setContentNode(new Scrolled(
                content, DialogSize.screenOf(beside.getScene().getWindow()).getHeight() - MARGIN));
        shown.show(beside);
    }

    void hide() {
        shown.hide();
    }

    /** As large as its content, up to a height. */
    private static final class Scrolled extends ScrollPane {

        private static final double BAR_WIDTH = 14;

        private final Region content;
        private final double heightMax;

        Scrolled(Region content, double heightMax) {
            super(content);
            this.content = content;
            this.heightMax = heightMax;
            setFitToWidth(true);
            setHbarPolicy(ScrollBarPolicy.NEVER);
            getStyleClass().add(ShellStyles.POPOVER_SCROLLED);
        }

        private double contentHeight() {
            return content.prefHeight(content.prefWidth(-1));
        }

        @Override
        protected double computePrefHeight(double width) {
            return Math.min(heightMax, contentHeight());
        }

        @Override
        protected double computePrefWidth(double height) {
            return content.prefWidth(-1) + (contentHeight() > heightMax ? BAR_WIDTH : 0);
        }
    }
}
