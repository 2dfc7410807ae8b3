package dev.lockstep.desktop.shell;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.lockstep.desktop.connect.HubAddress;
import dev.lockstep.desktop.view.Failures;
import dev.lockstep.desktop.view.Styles;

/** Lets others in over the network, or tells how this program got in. */
final class ShareBox extends VBox {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int TOKEN_CHARS = 10;
    private static final double WIDTH = 360;
    private static final int QR_SIDE = 170;

    private final HubService hubs;
    private final UserSession userSession;
    private final Runnable showInvites;
    private final Label problem = new Label();

    /** @param showInvites shows the invites that there are, and makes others */
    ShareBox(HubService hubs, UserSession userSession, Runnable showInvites) {
        super(12);
        this.hubs = hubs;
        this.userSession = userSession;
        this.showInvites = showInvites;
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
        TextField token = new TextField(hubs.lastToken().isEmpty() ? newToken() : hubs.lastToken());
        token.setId("share-token");
        token.setAccessibleText("Token that others need");
        Button share = new Button("Share on the network");
        share.setId("share");
        share.getStyleClass().add("accent");
        share.setOnAction(clicked -> {
            share.setDisable(true);
            hubs.share(token.getText().strip(), userSession.name(), userSession.color())
                    .whenComplete((sharing, failure) -> {
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
                        text(
                                "Share it, and others in your network see it on their start page. They ask to be let in, and you decide;"
                                        + " or they come in with the token below, or with a link that you send them. What is said is encrypted. It stays shared, after a"
                                        + " new start too, until you end it; another token locks out those who know this one."),
                        token,
                        problem,
                        share);
    }

    private void showShared() {
        HubService.Sharing sharing = hubs.sharing();
        Label addresses = text("Where they don't see it: "
                + sharing.urls().stream().map(HubAddress::shown).collect(Collectors.joining(", ")));
        Button stop = new Button("Stop sharing");
        stop.setId("unshare");
        stop.setOnAction(clicked -> {
            stop.setDisable(true);
            hubs.unshare().whenComplete((done, failure) -> {
                userSession.hubChanged();
                show();
            });
        });
        Button invites = new Button("Invites…");
        invites.setId("share-invites");
        invites.setOnAction(clicked -> showInvites.run());
        HBox code = new HBox(QrPicture.of(sharing.link(), QR_SIDE, "The link as a QR code"));
        code.setAlignment(Pos.CENTER);
        getChildren()
                .setAll(
                        title("Shared on the network"),
                        text("Others start Lockstep in your network and choose “" + userSession.name()
                                + "’s hub”. They ask to be let in, or type this token:"),
                        copyable(sharing.token(), "share-shown-token", "Token"),
                        text("Or send them this link: whoever has it comes in without typing anything."),
                        copyable(sharing.link(), "share-link", "Link of an invite"),
                        code,
                        addresses,
                        text(
                                "An invite of its own lets one person or some in, to look or to edit, until you revoke it."),
                        new HBox(8, invites, stop));
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

    /** A field with {@code text}, and a button that copies it. */
    static HBox copyable(String text, String id, String what) {
        TextField field = new TextField(text);
        field.setId(id);
        field.setAccessibleText(what);
        field.setEditable(false);
        HBox.setHgrow(field, Priority.ALWAYS);
        Button copy = new Button("Copy");
        copy.setAccessibleText("Copy: " + what);
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
