package dev.lockstep.desktop.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Failures;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.Styles;
import dev.lockstep.model.Role;

/** Makes invites, and lists those that there are, to be revoked. For whoever hosts the hub. */
final class InvitesDialog extends ToolDialog {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 560;
    private static final int QR_SIDE = 150;
    private static final double CHOICE_WIDTH = 240;
    private static final int NAMES_SHOWN = 5;
    private static final int ROWS_MAX = 200;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT);

    /** Something to choose, as it is shown. */
    private record Choice<T>(String words, T value) {
        @Override
        public String toString() {
            return words;
        }
    }

    private final UnaryOperator<String> linkOf;
    private final HubGuests guests;
    private final ChoiceBox<Choice<Role>> may = choice("invite-role", "What they may do");
    private final ChoiceBox<Choice<String>> where = choice("invite-room", "Where they may come in");
    private final ChoiceBox<Choice<Duration>> lasts = choice("invite-lasts", "How long it can be used");
    private final ChoiceBox<Choice<Long>> uses = choice("invite-uses", "How many may come by it");
    private final TextField label = new TextField();
    private final VBox made = new VBox(8);
    private final VBox rows = new VBox(8);

    /**
     * @param room that is open, and its title
     * @param linkOf makes the link of an invite from what takes the place of a token
     */
    InvitesDialog(@Nullable Window owner, RoomPool rooms, String room, String roomTitle, UnaryOperator<String> linkOf) {
        super(owner, "Invites");
        this.linkOf = linkOf;
        this.guests = new HubGuests(rooms, System::currentTimeMillis, this::showRows);
        may.getItems().setAll(List.of(new Choice<>("May edit", Role.EDITOR), new Choice<>("May look", Role.VIEWER)));
        where.getItems().setAll(List.of(new Choice<>("All rooms", ""), new Choice<>("Only " + roomTitle, room)));
        lasts.getItems()
                .setAll(List.of(
                        new Choice<>("For an hour", Duration.ofHours(1)),
                        new Choice<>("For a day", Duration.ofDays(1)),
                        new Choice<>("For a week", Duration.ofDays(7)),
                        new Choice<>("Without end", Duration.ZERO)));
        for (ChoiceBox<?> box : List.of(may, where, lasts, uses)) {
            box.setPrefWidth(CHOICE_WIDTH);
        }
        uses.getItems()
                .setAll(List.of(
                        new Choice<>("One person", 1L),
                        new Choice<>("Ten people", 10L),
                        new Choice<>("Any number", 0L)));
        for (ChoiceBox<?> box : List.of(may, where, lasts, uses)) {
            box.getSelectionModel().selectFirst();
        }
        lasts.getSelectionModel().select(1);
        label.setId("invite-label");
        label.setPromptText("For whom?");
        label.setAccessibleText("For whom it is");
        HBox.setHgrow(label, Priority.ALWAYS);
        Button make = new Button("Make an invite");
        make.setId("invite-make");
        make.getStyleClass().add("accent");
        make.setMinWidth(Button.USE_PREF_SIZE);
        make.setOnAction(clicked -> make());
        Button words = new Button("Words for the phone");
        words.setId("invite-words");
        words.setMinWidth(Button.USE_PREF_SIZE);
        words.setOnAction(clicked -> makeWords());
        FlowPane choices = new FlowPane(8, 8, may, where, lasts, uses);
        HBox name = new HBox(8, label, make, words);
        name.setAlignment(Pos.CENTER_LEFT);
        rows.setId("invites");
        VBox content = new VBox(
                12,
                hint("Each invite can be revoked by itself; who came by it is put out then."),
                choices,
                name,
                made,
                rows);
        ScrollPane scroll = scrolled(content); // all of it: a small screen has no room for the code and a list
        scroll.setPrefSize(WIDTH, HEIGHT);
        getDialogPane().setContent(scroll);
        setOnHidden(hidden -> guests.close());
        showRows();
    }

    private static <T> ChoiceBox<T> choice(String id, String what) {
        ChoiceBox<T> box = new ChoiceBox<>();
        box.setId(id);
        box.setAccessibleText(what);
        return box;
    }

    private static Label hint(String text) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.CARD_HINT);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private void make() {
        try {
            guests.make(
                            may.getValue().value(),
                            where.getValue().value(),
                            label.getText(),
                            lasts.getValue().value(),
                            uses.getValue().value(),
                            linkOf)
                    .whenComplete((link, failure) -> {
                        if (failure == null) {
                            label.clear();
                            showMade(link);
                        } else {
                            made.getChildren().setAll(problem(Failures.words(failure)));
                        }
                    });
        } catch (RuntimeException e) { // there can be no link now, and so there is no invite
            made.getChildren().setAll(problem(Failures.words(e)));
        }
    }

    private void makeWords() {
        guests.makeWords(may.getValue().value(), where.getValue().value()).whenComplete((words, failure) -> {
            if (failure == null) {
                Label shown = new Label(words.text());
                shown.setId("invite-shown-words");
                shown.getStyleClass().add(Styles.CARD_TITLE);
                shown.setWrapText(true);
                shown.setMinHeight(Label.USE_PREF_SIZE);
                made.getChildren()
                        .setAll(
                                hint(
                                        "Say these six words. They let one person in, within ten minutes, who types them on the start"
                                                + " page where an address or a token is asked for."),
                                shown);
            } else {
                made.getChildren().setAll(problem(Failures.words(failure)));
            }
        });
    }

    private void showMade(String link) {
        VBox words = new VBox(
                8,
                hint("Send this link to whom it is for. It is shown once: nobody can look it up later."),
                ShareBox.copyable(link, "invite-link", "Link of the invite"));
        HBox.setHgrow(words, Priority.ALWAYS);
        made.getChildren().setAll(new HBox(12, QrPicture.of(link, QR_SIDE, "The link as a QR code"), words));
    }

    private static Label problem(String text) {
        Label problem = new Label(text);
        problem.setId("invite-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        return problem;
    }

    private void showRows() {
        List<Node> shown = new ArrayList<>();
        guests.rows().stream().limit(ROWS_MAX).forEach(row -> shown.add(row(row)));
        rows.getChildren().setAll(shown);
    }

    private Node row(HubGuests.Row row) {
        Label name = new Label(
                row.invite().label().isEmpty() ? "Invite" : row.invite().label());
        name.getStyleClass().add(ShellStyles.PERSON_NAME);
        Label words = hint(words(row, System.currentTimeMillis()));
        VBox text = new VBox(2, name, words);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button revoke = new Button("Revoke");
        revoke.setMinWidth(Button.USE_PREF_SIZE);
        revoke.setVisible(!row.invite().revoked());
        revoke.setAccessibleText("Revoke: " + name.getText());
        revoke.setOnAction(clicked -> guests.revoke(row));
        HBox box = new HBox(12, text, revoke);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    /** What an invite is for, and what became of it. */
    static String words(HubGuests.Row row, long now) {
        List<String> words = new ArrayList<>();
        words.add(AccessPreset.words(row.invite().role()));
        if (!row.invite().room().isEmpty()) {
            words.add("only " + DisplayText.name(row.invite().room()));
        }
        long until = row.invite().until();
        if (row.invite().revoked()) {
            words.add("revoked");
        } else if (until != 0) {
            String when = WHEN.format(Instant.ofEpochMilli(until).atZone(ZoneId.systemDefault()));
            words.add(now < until ? "until " + when : "ended " + when);
        }
        long uses = row.invite().uses();
        words.add(row.invite().used() + (uses == 0 ? " came" : " of " + uses + " came"));
        if (!row.names().isEmpty()) {
            int some = Math.min(NAMES_SHOWN, row.names().size());
            String more = some < row.names().size() ? " and " + (row.names().size() - some) + " more" : "";
            words.add(String.join(", ", row.names().subList(0, some)) + more);
        }
        return String.join("  ·  ", words);
    }
}
