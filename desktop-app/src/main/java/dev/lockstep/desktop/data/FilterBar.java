package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.view.Styles;

/** Whose filters and marks are shown, and each filter as a button that takes it away. */
final class FilterBar extends HBox {

    /** So many filters have a button of their own. */
    private static final int CHIPS_MAX = 12;

    private final DataModel model;
    private final FlowPane chips = new FlowPane(6, 6);
    private final ToggleButton follow = new ToggleButton("Follow the team");
    private final Button offer =
            DataHeader.button(MaterialDesignA.ACCOUNT_GROUP_OUTLINE, "Offer mine to all", "data-offer");
    private final Button focus =
            DataHeader.button(MaterialDesignF.FILTER_OUTLINE, "Show just the marked", "data-focus");
    private List<String> chipsShown = List.of();

    FilterBar(DataModel model) {
        super(8);
        this.model = model;
        follow.setId("data-follow");
        follow.setTooltip(new Tooltip("Filters and marks are the same for all who follow; without, they are your own"));
        follow.selectedProperty().bindBidirectional(model.followingProperty());
        offer.setTooltip(new Tooltip("Your filters become those of all, and so do your marks if you have any"));
        offer.setOnAction(clicked -> {
            if (!model.filters().isEmpty() || model.teamFilters() == 0 || confirmed(model.teamFilters())) {
                model.offerMine();
            }
        });
        focus.setOnAction(clicked -> model.filterToMarks());
        chips.setId("data-filters");
        chips.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(chips, Priority.ALWAYS);
        for (ButtonBase each : List.of(follow, offer, focus)) {
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
        getChildren().setAll(follow, offer, focus, chips);
        visibleProperty().bind(model.currentProperty().isNotNull());
        managedProperty().bind(visibleProperty());
        setAlignment(Pos.CENTER_LEFT);
    }

    /** Asks before an offer of no filter takes away those of the team. */
    private boolean confirmed(int team) {
        Alert alert = new Alert(
                Alert.AlertType.CONFIRMATION,
                "You have no filter yourself. If you offer that to all, "
                        + (team == 1 ? "the team's filter is" : "the team's " + team + " filters are")
                        + " taken away for everyone who follows.");
        alert.initOwner(getScene().getWindow());
        alert.setHeaderText("Show all rows to everyone?");
        return alert.showAndWait().filter(ButtonType.OK::equals).isPresent();
    }

    /** @param data whose columns are filtered; null where no table is shown */
    void show(@Nullable DataTable data) {
        boolean following = model.followingProperty().get();
        List<Filter> marks = model.marks();
        offer.setVisible(!following && model.mayEdit().get());
        offer.setManaged(offer.isVisible());
        focus.setVisible(marks != null);
        focus.setManaged(marks != null);
        List<Filter> filters = new ArrayList<>();
        List<String> words = new ArrayList<>();
        if (data != null) {
            filters.addAll(model.filters());
            for (Filter filter : filters) {
                String by = filter.by().isEmpty() ? "" : " · " + filter.by();
                words.add(filter.column() + " " + filter.words(data) + by);
            }
        }
        if (words.equals(chipsShown)) {
            return;
        }
        chipsShown = words;
        showChips(filters, words);
    }

    private void showChips(List<Filter> filters, List<String> words) {
        chips.getChildren().clear();
        for (int i = 0; i < Math.min(CHIPS_MAX, filters.size()); i++) {
            int column = filters.get(i).column();
            String what = words.get(i).substring(words.get(i).indexOf(' ') + 1);
            Button chip = new Button(what, new FontIcon(MaterialDesignC.CLOSE));
            chip.getStyleClass().addAll("chat-chip", "data-chip");
            chip.setAccessibleText("Take the filter away: " + what);
            chip.setTooltip(new Tooltip("Take this filter away"));
            chip.setOnAction(clicked -> model.unfilter(column));
            chips.getChildren().add(chip);
        }
        if (filters.size() > CHIPS_MAX) {
            Label more = new Label(filters.size() - CHIPS_MAX + " more filters not shown");
            more.getStyleClass().add(Styles.CARD_HINT);
            chips.getChildren().add(more);
        }
        if (filters.size() > 1) {
            Button all = new Button("Clear all");
            all.getStyleClass().add("flat");
            all.setOnAction(clicked -> model.unfilterAll());
            chips.getChildren().add(all);
        }
    }

    void close() {
        follow.selectedProperty().unbindBidirectional(model.followingProperty());
    }
}
