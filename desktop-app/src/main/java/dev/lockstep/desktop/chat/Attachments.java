package dev.lockstep.desktop.chat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.Failures;

/** Pictures that wait to be sent with the next message; each can be taken out again. */
final class Attachments extends FlowPane {

    /** So many wait at once: more are chosen by mistake. */
    static final int WAITING_MAX = 20;

    private static final double SIDE = 64;

    private final Executor fx;
    private final DraftPictures kept;
    private final Consumer<String> problems;
    private final Runnable changed;
    private final List<Waiting> waiting = new ArrayList<>();
    private Runnable whenReady = () -> {};

    /** A picture on its way; {@code prepared} is null until it is read. */
    private static final class Waiting {
        final StackPane tile = new StackPane();
        final String keptAs;
        final boolean restored;
        boolean broken; // it can't be read, now at least
        Pictures.@Nullable Prepared prepared;

        Waiting(String keptAs, boolean restored) {
            this.keptAs = keptAs;
            this.restored = restored;
        }
    }

    /**
     * @param fx runs what it is given on the JavaFX thread, later
     * @param kept has them till they are sent
     * @param problems gets what could not be read, in words
     * @param changed runs when there are others than before
     */
    Attachments(Executor fx, DraftPictures kept, Consumer<String> problems, Runnable changed) {
        super(8, 8);
        this.fx = fx;
        this.kept = kept;
        this.problems = problems;
        this.changed = changed;
        setId("chat-attachments");
        getStyleClass().add("chat-attachments");
        refresh();
    }

    /** @param name of what it comes from, for display */
    void add(CompletionStage<Pictures.Prepared> picture, String name) {
        if (waiting.size() >= WAITING_MAX) {
            problems.accept("Not more than " + WAITING_MAX + " pictures are sent at once. Send these first.");
            return;
        }
        add(picture, name, new Waiting(kept.keep(picture), false));
        changed.run();
    }

    /** Those of a message that was begun, as they were kept. */
    void restore(List<String> names) {
        names.stream()
                .limit(WAITING_MAX)
                .forEach(each -> add(kept.read(each), "A picture of your draft", new Waiting(each, true)));
    }

    /** What is here, by the names under which it is kept. */
    List<String> names() {
        return waiting.stream().map(one -> one.keptAs).toList();
    }

    private void add(CompletionStage<Pictures.Prepared> picture, String name, Waiting one) {
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.setMaxSize(24, 24);
        one.tile.getStyleClass().add("chat-attachment");
        one.tile.setMinSize(SIDE, SIDE);
        one.tile.setPrefSize(SIDE, SIDE);
        one.tile.getChildren().addAll(spinner, remover(one, name));
        waiting.add(one);
        getChildren().add(one.tile);
        refresh();
        picture.whenCompleteAsync((prepared, failure) -> arrived(one, prepared, failure, name), fx);
    }

    /** Puts pictures back that were taken. */
    void putBack(List<Pictures.Prepared> pictures) {
        pictures.forEach(picture -> add(CompletableFuture.completedFuture(picture), "picture"));
    }

    private Button remover(Waiting one, String name) {
        Button remove = new Button(null, new FontIcon(MaterialDesignC.CLOSE));
        remove.getStyleClass().addAll("flat", "chat-attachment-remove");
        remove.setAccessibleText("Don't send " + name);
        remove.setTooltip(new Tooltip("Don't send " + name));
        remove.setOnAction(clicked -> remove(one));
        StackPane.setAlignment(remove, Pos.TOP_RIGHT);
        return remove;
    }

    private void arrived(Waiting one, Pictures.@Nullable Prepared prepared, @Nullable Throwable failure, String name) {
        if (!waiting.contains(one)) {
            return;
        } else if (failure != null || prepared == null) {
            problems.accept(name + " can't be sent: " + (failure == null ? "it is empty" : Failures.words(failure)));
            if (one.restored) {
                showBroken(one);
            } else {
                remove(one);
            }
            return;
        }
        one.prepared = prepared;
        if (!prepared.lost().isEmpty()) {
            problems.accept(name + " " + prepared.lost());
        }
        CompletionStage<Image> small = Pictures.later(() -> thumbnail(prepared));
        small.whenCompleteAsync(
                (image, broken) -> {
                    if (broken == null) {
                        show(one, image);
                    }
                },
                fx);
        tellWhenReady();
    }

    /** Not on the JavaFX thread. */
    private static Image thumbnail(Pictures.Prepared prepared) {
        BufferedImage read = Pictures.read(List.copyOf(prepared.parts().values()), (int) (2 * SIDE));
        if (read == null) {
            throw new IllegalStateException("this picture can't be read");
        }
        return Pictures.forScreen(read);
    }

    /** It stays until somebody takes it out: the disk may have it again later. */
    private void showBroken(Waiting one) {
        one.broken = true;
        one.tile.getChildren().set(0, new FontIcon(MaterialDesignI.IMAGE_BROKEN_VARIANT));
        one.tile.setAccessibleText("A picture that can't be read");
        tellWhenReady();
    }

    private static void show(Waiting one, Image image) {
        ImageView view = new ImageView(image);
        view.setPreserveRatio(true);
        view.setFitWidth(SIDE - 4);
        view.setFitHeight(SIDE - 4);
        one.tile.getChildren().set(0, view);
        one.tile.setAccessibleText("A picture that waits to be sent");
    }

    private void remove(Waiting one) {
        waiting.remove(one);
        kept.forget(one.keptAs);
        getChildren().remove(one.tile);
        refresh();
        tellWhenReady();
        changed.run();
    }

    private void refresh() {
        setVisible(!waiting.isEmpty());
        setManaged(!waiting.isEmpty());
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether all are read, as far as they can be. */
    boolean isReady() {
        return waiting.stream().allMatch(one -> one.prepared != null || one.broken);
    }

    /** @param ready runs once, when all are read */
    void whenReady(Runnable ready) {
        whenReady = ready;
        tellWhenReady();
    }

    private void tellWhenReady() {
        if (isReady()) {
            Runnable told = whenReady;
            whenReady = () -> {};
            told.run();
        }
    }

    /** Those that are read, in order. */
    List<Pictures.Prepared> pictures() {
        List<Pictures.Prepared> pictures = new ArrayList<>();
        waiting.forEach(one -> {
            if (one.prepared != null) {
                pictures.add(one.prepared);
            }
        });
        return pictures;
    }

    /** Those that were read are sent. */
    void clear() {
        for (Waiting one : List.copyOf(waiting)) {
            if (!one.broken) {
                kept.forget(one.keptAs);
                waiting.remove(one);
                getChildren().remove(one.tile);
            }
        }
        whenReady = () -> {};
        refresh();
        changed.run();
    }

    /** The view is left. What waits is still there for the next one, even where another program of this person has sent the same draft. */
    void close() {
        whenReady = () -> {};
        waiting.forEach(one -> {
            if (one.prepared != null) {
                kept.keepAs(one.keptAs, one.prepared);
            }
        });
    }
}
