package dev.lockstep.desktop.data;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import dev.lockstep.desktop.data.read.Dialect;
import dev.lockstep.desktop.data.read.Encodings;
import dev.lockstep.desktop.data.read.TableAnalysis;
import dev.lockstep.desktop.view.Styles;

/** A table before it is shared: how it is read, its columns and its first rows, all of which can be corrected. */
final class ImportPage extends BorderPane {

    private static final Map<Character, String> SEPARATORS = names(
            ',',
            "Comma ,",
            ';',
            "Semicolon ;",
            '\t',
            "Tab",
            '|',
            "Bar |",
            ':',
            "Colon :",
            ' ',
            "Space",
            Dialect.NONE,
            "None: one column");
    private static final Map<Character, String> QUOTES =
            names('"', "Double \"", '\'', "Single '", Dialect.NONE, "None");
    private static final double NAME_WIDTH = 200;
    private static final double SPINNER_WIDTH = 76;
    /** In a page as low as this, one row is to be seen at least, not three. */
    private static final double TINY = 360;

    private static final PseudoClass LOW_PAGE = PseudoClass.getPseudoClass("low");
    private static final double WAIT_SIZE = 18;

    /** In a lower page, how the text is read is shown instead of the columns, where somebody asks for it. */
    private static final double LOW = 600;

    private final ImportDraft draft;
    private final TextField name = new TextField();
    private final ComboBox<Character> separator = new ComboBox<>();
    private final ComboBox<Character> quote = new ComboBox<>();
    private final ComboBox<Charset> charset = new ComboBox<>();
    private final Spinner<Integer> skipped = new Spinner<>(0, Dialect.SKIPPED_MAX, 0);
    private final CheckBox header = new CheckBox("The first row names the columns");
    private final CheckBox spaced = new CheckBox("Spaces beside quotes don't count");
    private final FlowPane choices = new FlowPane(14, 8);
    private final ToggleButton unfold = new ToggleButton("How it is read", new FontIcon(MaterialDesignC.CHEVRON_DOWN));
    private final Label title = new Label("Check the table before it is shared");
    private final HBox named = labelled("Name", name);
    private final HBox top = new HBox(12);
    private final VBox head = new VBox(8);
    private final ScrollPane reading = new ScrollPane(); // in a low page
    private final SplitPane middle = new SplitPane();
    private final Node columnsPart;
    private boolean low;
    private final ImportColumns columns;
    private final ImportRows rows = new ImportRows();
    private final Label summary = new Label();
    private final Label notes = new Label();
    private final Tooltip whole = new Tooltip(); // notes, where they are cut
    private final Label problem = new Label();
    private final Button accept = new Button("Import");
    private final Button cancel = new Button("Cancel");
    private boolean showing; // what is set is what is known, not what somebody chose

    /**
     * @param freeName a name that no table has
     * @param accepted gets the name that it shall have
     */
    ImportPage(ImportDraft draft, String freeName, Consumer<String> accepted, Runnable dismissed) {
        this.draft = draft;
        this.columns = new ImportColumns(draft);
        this.columnsPart = titled("Columns (F2: name, Space: type, Shift+Space: how it is written)", columns);
        setMinHeight(0); // else a low window would cut the buttons off
        getStyleClass().add("import-page");
        name.setText(freeName);
        name.setPrefWidth(NAME_WIDTH);
        accept.setOnAction(pressed -> {
            columns.takeName();
            accepted.accept(name.getText());
        });
        cancel.setOnAction(pressed -> dismissed.run());
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            boolean choosing = getScene().getFocusOwner() instanceof ComboBoxBase<?> box && box.isShowing();
            if (key.getCode() == KeyCode.ESCAPE && !choosing) { // lists and tables would keep it to themselves
                key.consume();
                if (!columns.giveUpName()) {
                    dismissed.run();
                }
            }
        });
        fillHead();
        setTop(head);
        reading.setFitToWidth(true);
        reading.getStyleClass().add("import-reading");
        middle.getItems().setAll(columnsPart, titled("First rows, as they will be", rows));
        middle.setOrientation(Orientation.VERTICAL);
        middle.setMinHeight(0); // the buttons come first
        middle.setDividerPositions(0.5);
        setCenter(middle);
        setBottom(foot());
        heightProperty()
                .addListener((property, before, now) -> arrange(now.doubleValue() > 0 && now.doubleValue() < LOW));
        unfold.selectedProperty().addListener(any -> arrange(low));
        arrange(false);
        draft.dialectProperty().addListener(any -> show());
        draft.analysisProperty().addListener(any -> show());
        draft.problemProperty().addListener(any -> show());
        draft.busyProperty().addListener(any -> show());
        choosing();
        show();
    }

    // ---- what it is made of

    private void fillHead() {
        title.getStyleClass().add(Styles.CARD_TITLE);
        id(name, "import-name", "Name of the table");
        id(separator, "import-separator", "Separator between cells");
        id(quote, "import-quote", "Quotes around cells");
        id(charset, "import-encoding", "Encoding of the file");
        id(skipped, "import-skipped", "Lines above the table that are left out");
        id(header, "import-header", "The first row names the columns");
        id(spaced, "import-spaced", "Spaces between separators and quotes belong to no cell");
        id(unfold, "import-unfold", "Separator, quotes, encoding and header");
        separator.setConverter(new WordsConverter<>(each -> SEPARATORS.getOrDefault(each, String.valueOf(each))));
        separator.getItems().setAll(SEPARATORS.keySet());
        quote.setConverter(new WordsConverter<>(each -> QUOTES.getOrDefault(each, String.valueOf(each))));
        quote.getItems().setAll(QUOTES.keySet());
        charset.setConverter(new WordsConverter<>(Charset::displayName));
        charset.getItems().setAll(Encodings.all());
        skipped.setEditable(true);
        skipped.setPrefWidth(SPINNER_WIDTH);
        choices.getChildren()
                .setAll(
                        named,
                        labelled("Separator", separator),
                        labelled("Quotes", quote),
                        labelled("Encoding", charset),
                        labelled("Lines above", skipped),
                        header,
                        spaced);
        choices.setAlignment(Pos.CENTER_LEFT);
        charset.getParent().setVisible(draft.source().isFile()); // a text that was pasted has none
        charset.getParent().setManaged(draft.source().isFile());
        problem.setId("import-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        notes.setId("import-notes");
        notes.setTooltip(whole);
        notes.getStyleClass().add(Styles.CARD_HINT);
        notes.managedProperty().bind(notes.textProperty().isNotEmpty());
        top.setAlignment(Pos.CENTER_LEFT);
        unfold.setMinWidth(Region.USE_PREF_SIZE);
        head.getChildren().setAll(title, choices, problem, notes);
        head.getStyleClass().add("import-head");
    }

    /** What is not about columns and rows makes room for them in a low page. */
    private void arrange(boolean nowLow) {
        boolean other = low != nowLow || head.getChildren().isEmpty();
        low = nowLow;
        if (other) {
            choices.getChildren().remove(named);
            top.getChildren().clear();
            head.getChildren().removeAll(title, top, choices);
            reading.setContent(null);
            if (low) {
                top.getChildren().setAll(named, unfold);
                head.getChildren().add(0, top);
                reading.setContent(choices);
            } else {
                choices.getChildren().add(0, named);
                head.getChildren().addAll(0, List.of(title, choices));
            }
        }
        Node upper = low && unfold.isSelected() ? reading : columnsPart;
        if (!middle.getItems().get(0).equals(upper)) {
            double[] dividers = middle.getDividerPositions();
            middle.getItems().set(0, upper);
            middle.setDividerPositions(dividers);
        }
        notes.setWrapText(!low);
        rows.setLeast(getHeight() > 0 && getHeight() < TINY ? 1 : ImportRows.ROWS_LEAST);
        pseudoClassStateChanged(LOW_PAGE, low);
    }

    private Node foot() {
        summary.setId("import-summary");
        summary.setWrapText(true);
        HBox.setHgrow(summary, Priority.ALWAYS);
        summary.setMaxWidth(Double.MAX_VALUE);
        ProgressIndicator wait = new ProgressIndicator();
        wait.setPrefSize(WAIT_SIZE, WAIT_SIZE);
        wait.visibleProperty().bind(draft.busyProperty());
        accept.setId("import-accept");
        accept.setDefaultButton(true);
        accept.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setId("import-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        HBox foot = new HBox(10, summary, wait, cancel, accept);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("import-foot");
        return foot;
    }

    private static Node titled(String title, Node node) {
        Label label = new Label(title);
        label.getStyleClass().add(Styles.SECTION);
        VBox box = new VBox(4, label, node);
        box.getStyleClass().add("import-part");
        VBox.setVgrow(node, Priority.ALWAYS);
        return box;
    }

    private static HBox labelled(String text, Node node) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.CARD_HINT);
        label.setLabelFor(node);
        HBox box = new HBox(6, label, node);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static void id(Node node, String id, String accessible) {
        node.setId(id);
        node.setAccessibleText(accessible);
    }

    private static Map<Character, String> names(Object... pairs) {
        Map<Character, String> names = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put((Character) pairs[i], (String) pairs[i + 1]);
        }
        return names;
    }

    // ---- what is chosen

    private void choosing() {
        chosen(separator, draft::setSeparator);
        chosen(quote, draft::setQuote);
        chosen(charset, draft::setCharset);
        skipped.valueProperty().addListener((property, before, now) -> {
            if (!showing && now != null) {
                draft.setSkipped(now);
            }
        });
        header.selectedProperty().addListener((property, before, now) -> {
            if (!showing) {
                draft.setHeader(now);
            }
        });
        spaced.selectedProperty().addListener((property, before, now) -> {
            if (!showing) {
                draft.setSpaced(now);
            }
        });
    }

    private <T> void chosen(ComboBox<T> box, Consumer<T> taken) {
        box.valueProperty().addListener((property, before, now) -> {
            if (!showing && now != null) {
                taken.accept(now);
            }
        });
    }

    // ---- what is known

    private void show() {
        Dialect dialect = draft.dialectProperty().get();
        TableAnalysis analysis = draft.analysisProperty().get();
        boolean busy = draft.busyProperty().get();
        showing = true;
        if (dialect != null) {
            if (!separator.getItems().contains(dialect.separator())) {
                separator.getItems().add(dialect.separator());
            }
            separator.setValue(dialect.separator());
            quote.setValue(dialect.quote());
            if (!charset.getItems().contains(dialect.charset())) {
                charset.getItems().add(dialect.charset());
            }
            charset.setValue(dialect.charset());
            skipped.getValueFactory().setValue(dialect.skipped());
            header.setSelected(dialect.header());
            spaced.setSelected(dialect.spaced());
            spaced.setDisable(dialect.quote() == Dialect.NONE);
        }
        showing = false;
        String why = draft.problemProperty().get();
        problem.setText(why.isEmpty() ? "" : "The table can't be read like this: " + why + ".");
        if (busy && accept.isFocused()) {
            cancel.requestFocus(); // else it would be anywhere
        }
        boolean ready = accept.isDisabled() && analysis != null && !busy;
        accept.setDisable(analysis == null || busy);
        if (ready && cancel.isFocused()) {
            accept.requestFocus(); // Enter brings the table in, Escape gives it up
        }
        if (!busy) { // meanwhile what was there stays
            columns.show(analysis);
            rows.show(analysis);
        }
        notes.setText(analysis == null || analysis.notes().isEmpty() ? "" : String.join(". ", analysis.notes()) + ".");
        whole.setText(notes.getText());
        summary.setText(summary(analysis, busy));
    }

    private static String summary(@Nullable TableAnalysis analysis, boolean busy) {
        if (busy) {
            return "Reading all of it…";
        } else if (analysis == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        parts.add(count(analysis.rows(), "row", "rows"));
        parts.add(count(analysis.columns().size(), "column", "columns"));
        long misfits =
                analysis.fits().stream().mapToLong(TableAnalysis.Fit::misfits).sum();
        if (misfits > 0) {
            parts.add(count(misfits, "cell doesn't fit and stays a text", "cells don't fit and stay texts"));
        }
        return String.join(" · ", parts);
    }

    private static String count(long count, String one, String several) {
        return String.format("%,d %s", count, count == 1 ? one : several);
    }

    /** Takes the keyboard. */
    void focus() {
        (accept.isDisabled() ? cancel : accept).requestFocus();
    }
}
