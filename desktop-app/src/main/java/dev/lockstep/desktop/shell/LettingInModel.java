package dev.lockstep.desktop.shell;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Somebody asks to be let in. Where that is by digits, both sides decide: whoever hosts the hub lets them in, and they go in if that screen
 * shows the same digits; else somebody may pose as the hub. On the JavaFX thread; needs no toolkit.
 */
final class LettingInModel {

    private final boolean byWords;
    private final ReadOnlyStringWrapper digits = new ReadOnlyStringWrapper(this, "digits", "");
    private final ReadOnlyBooleanWrapper mayGoIn = new ReadOnlyBooleanWrapper(this, "mayGoIn");
    private Runnable goIn = () -> {};

    /** @param byWords whether words are said, by which hub and client have proven themselves already */
    LettingInModel(boolean byWords) {
        this.byWords = byWords;
    }

    /** Six of them; empty as long as they aren't known, or where there are none. */
    ReadOnlyStringProperty digitsProperty() {
        return digits.getReadOnlyProperty();
    }

    /** Whether the person is to say now that the digits are the same. */
    ReadOnlyBooleanProperty mayGoInProperty() {
        return mayGoIn.getReadOnlyProperty();
    }

    void showDigits(String now) {
        digits.set(now);
    }

    /** The hub has let this person in. */
    void letIn(Runnable then) {
        if (byWords) {
            then.run();
        } else {
            goIn = then;
            mayGoIn.set(true);
        }
    }

    /** The person has said that the digits are the same; once. */
    void goIn() {
        Runnable then = goIn;
        goIn = () -> {};
        mayGoIn.set(false);
        then.run();
    }
}
