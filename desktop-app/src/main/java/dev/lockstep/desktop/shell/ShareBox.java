package dev.lockstep.desktop.shell;

import java.security.SecureRandom;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.lockstep.desktop.view.Failures;
import dev.lockstep.desktop.view.Styles;

/** Lets others in over the network, or tells how this program got in. */
final class ShareBox extends VBox {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int TOKEN_CHARS = 10;
    private static final double WIDTH = 340;

    private final HubService hubs;
    private final UserSession userSession;
    private final Label problem = new Label();

    ShareBox(HubService hubs, UserSession userSession) {
        super(12);
        this.hubs = hubs;
        this.userSession = userSession;
        getStyleClass().add(ShellStyles.POPOVER);
        setPrefWidth(WIDTH);
        problem.setId("share-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        show();
    }

    private void show() {
        if (!userSession.isHosting()) {
            getChildren()
                    .setAll(
                            title("This hub is another program's"),
                            text("You came in at " + userSession.where() + "."));
        } else if (hubs.sharing().urls().isEmpty()) {
            showPrivate();
        } else {
            showShared();
        }
    }

    private void showPrivate() {
        TextField token = new TextField(newToken());
        token.setId("share-token");
        token.setAccessibleText("Token that others need");
        Button share = new Button("Share on the network");
        share.setId("share");
        share.getStyleClass().add("accent");
        share.setOnAction(clicked -> {
            share.setDisable(true);
            hubs.share(token.getText().strip()).whenComplete((sharing, failure) -> {
                share.setDisable(false);
                if (sharing == null) {
                    problem.setText(Failures.words(failure));
                } else {
                    userSession.hubChanged();
                    show();
                }
            });
        });
        getChildren()
                .setAll(
                        title("Only this machine can come in"),
                        text("Share it, and others in your network can join with the token below. The connection is not"
                                + " encrypted: share it in networks that you trust."),
                        token,
                        problem,
                        share);
    }

    private void showShared() {
        VBox addresses = new VBox(6);
        for (String url : hubs.sharing().urls()) {
            addresses.getChildren().add(copyable(url));
        }
        Button stop = new Button("Stop sharing");
        stop.setId("unshare");
        stop.setOnAction(clicked -> {
            stop.setDisable(true);
            hubs.unshare().whenComplete((done, failure) -> {
                userSession.hubChanged();
                show();
            });
        });
        getChildren()
                .setAll(
                        title("Shared on the network"),
                        text("Others start Lockstep, choose “At an address”, and type one of these:"),
                        addresses,
                        text("The token that they need:"),
                        copyable(hubs.sharing().token()),
                        stop);
    }

    private static Label title(String text) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.CARD_TITLE);
        return label;
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.CARD_HINT);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static HBox copyable(String text) {
        TextField field = new TextField(text);
        field.setEditable(false);
        HBox.setHgrow(field, Priority.ALWAYS);
        Button copy = new Button("Copy");
        copy.setOnAction(clicked -> {
            field.selectAll();
            field.copy();
        });
        return new HBox(6, field, copy);
    }

    private static String newToken() {
        SecureRandom random = new SecureRandom();
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < TOKEN_CHARS; i++) {
            token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return token.toString();
    }
}
