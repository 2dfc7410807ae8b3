package dev.lockstep.desktop.chat;

import javafx.animation.AnimationTimer;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;

/**
 * Lets a list become as high as the place where it is in steps, one in each frame: a step makes the rows of its part alone, and the window
 * goes on in between. On the JavaFX thread.
 */
final class StepwiseHeight {

    /** Some six rows of a chat, in pixels. */
    private static final double STEP = 200;

    private final ListView<?> list;
    private final Region place;
    private boolean shown; // for a frame
    private final AnimationTimer steps = new AnimationTimer() {
        @Override
        public void handle(long now) {
            step();
        }
    };

    /**
     * @param list not to be seen yet; it is low until it is told to {@link #grow}
     * @param place lays out the list
     */
    StepwiseHeight(ListView<?> list, Region place) {
        this.list = list;
        this.place = place;
        list.setMaxHeight(STEP);
    }

    /** It is seen from now on. */
    void grow() {
        steps.start();
    }

    private void step() {
        boolean done = shown; // the frame that begins has a step of its own
        shown = true;
        if (list.getMaxHeight() >= place.getHeight()) {
            steps.stop();
            list.setMaxHeight(Double.MAX_VALUE);
        } else if (done) {
            list.setMaxHeight(list.getMaxHeight() + STEP);
        }
    }

    void close() {
        steps.stop();
    }
}
