package dev.lockstep.desktop.shell;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What a person should know now. On the JavaFX thread. */
final class Notices {

    /** More than anybody reads; the oldest goes. */
    private static final int MAX = 5;

    private final ObservableList<Notice> all = FXCollections.observableArrayList();

    ObservableList<Notice> all() {
        return all;
    }

    /** Shows {@code notice}, in place of an earlier one of the same id. */
    void show(Notice notice) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(notice.id())) {
                all.set(i, notice);
                return;
            }
        }
        if (all.size() == MAX) {
            all.remove(0);
        }
        all.add(notice);
    }

    /** It is over. */
    void remove(String id) {
        all.removeIf(notice -> notice.id().equals(id));
    }
}
