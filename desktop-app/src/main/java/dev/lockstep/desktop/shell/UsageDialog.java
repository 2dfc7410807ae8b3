package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.HubTools;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Failures;
import dev.lockstep.desktop.view.Styles;
import dev.lockstep.model.Names;
import dev.lockstep.wire.HubMessage;

/** How much is in each room, and whose it is; rooms can be deleted. For whoever hosts the hub. */
final class UsageDialog extends ToolDialog {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 480;
    private static final int ROWS_MAX = 200;
    private static final int PEOPLE_MAX = 3;
    private static final double KB = 1_000;

    /** A room with its parts. */
    record Row(String room, long entries, long bytes, List<String> by, String problem) {}

    private final HubTools tools;
    private final UnaryOperator<String> titleOf;
    private final VBox rows = new VBox(10);
    private final Label problem = new Label();

    /** @param titleOf what people call a room */
    UsageDialog(@Nullable Window owner, HubTools tools, UnaryOperator<String> titleOf) {
        super(owner, "Rooms and their size");
        this.tools = tools;
        this.titleOf = titleOf;
        rows.setId("usage");
        problem.setId("usage-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        ScrollPane scroll = scrolled(rows);
        VBox content = new VBox(12, problem, scroll);
        content.setPrefSize(WIDTH, HEIGHT);
        getDialogPane().setContent(content);
        load();
    }

    private void load() {
        tools.usage().whenComplete((used, failure) -> {
            if (used == null) {
                problem.setText(Failures.words(failure));
            } else {
                problem.setText("");
                rows.getChildren()
                        .setAll(rows(used).stream()
                                .limit(ROWS_MAX)
                                .map(this::row)
                                .toList());
            }
        });
    }

    /** Of the rooms that people open, the largest first. */
    static List<Row> rows(List<HubMessage.Used> used) {
        return used.stream()
                .filter(each -> !Names.isOfPrograms(each.room()))
                .collect(Collectors.groupingBy(each -> Names.roomOf(each.room())))
                .entrySet()
                .stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Row row) -> -row.bytes()).thenComparing(Row::room))
                .toList();
    }

    private static Row row(String room, List<HubMessage.Used> parts) {
        long entries = parts.stream().mapToLong(HubMessage.Used::entries).sum();
        long bytes = parts.stream().mapToLong(HubMessage.Used::bytes).sum();
        List<String> by = new ArrayList<>();
        parts.stream()
                .flatMap(part -> part.by().stream())
                .collect(Collectors.groupingBy(HubMessage.UsedBy::client))
                .values()
                .stream()
                .sorted(Comparator.comparing((List<HubMessage.UsedBy> some) ->
                        -some.stream().mapToLong(HubMessage.UsedBy::bytes).sum()))
                .limit(PEOPLE_MAX)
                .forEach(some -> {
                    String name = some.get(0).name();
                    long sum = some.stream().mapToLong(HubMessage.UsedBy::bytes).sum();
                    by.add((name.isEmpty() ? "somebody" : DisplayText.name(name)) + " " + size(sum));
                });
        String problem = parts.stream()
                .map(HubMessage.Used::problem)
                .filter(each -> each != null)
                .findFirst()
                .orElse("");
        return new Row(room, entries, bytes, by, problem);
    }

    /** So many bytes, for display. */
    static String size(long bytes) {
        if (bytes < KB) {
            return bytes + " B";
        }
        return bytes < KB * KB
                ? String.format(Locale.ROOT, "%.0f kB", bytes / KB)
                : String.format(Locale.ROOT, "%.1f MB", bytes / KB / KB);
    }

    private Node row(Row row) {
        Label name = new Label(titleOf.apply(row.room()));
        name.getStyleClass().add(ShellStyles.PERSON_NAME);
        String whose = row.by().isEmpty() ? "" : "  ·  " + String.join(", ", row.by());
        String entries = row.entries() == 1 ? "1 entry" : String.format(Locale.ROOT, "%,d entries", row.entries());
        Label words = new Label(
                row.problem().isEmpty()
                        ? entries + "  ·  " + size(row.bytes()) + whose
                        : DisplayText.line(row.problem(), 200));
        words.getStyleClass().add(Styles.CARD_HINT);
        words.setWrapText(true);
        VBox text = new VBox(2, name, words);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button delete = new Button("Delete…");
        delete.setMinWidth(Button.USE_PREF_SIZE);
        delete.setAccessibleText("Delete " + name.getText());
        delete.setOnAction(clicked -> {
            if (confirmed(name.getText())) {
                delete(row.room());
            }
        });
        HBox box = new HBox(12, text, delete);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private boolean confirmed(String title) {
        Alert alert = new Alert(
                Alert.AlertType.CONFIRMATION,
                "Its board, chat, panel and tables are gone for everybody, and can't be brought back. Save the board to a file before, if"
                        + " you want to keep it.");
        alert.initOwner(getDialogPane().getScene().getWindow());
        alert.setHeaderText("Delete " + title + "?");
        ButtonType delete = new ButtonType("Delete");
        alert.getButtonTypes().setAll(delete, ButtonType.CANCEL);
        return alert.showAndWait().filter(delete::equals).isPresent();
    }

    private void delete(String room) {
        tools.deleteRoom(room).whenComplete((count, failure) -> {
            if (failure != null) {
                problem.setText(Failures.words(failure));
            } else {
                load();
            }
        });
    }
}
