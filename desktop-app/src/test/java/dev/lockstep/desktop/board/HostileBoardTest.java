package dev.lockstep.desktop.board;

import java.util.List;
import java.util.Random;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.FxLoad;
import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** A board in a room where somebody writes anything into any entry, presence and signal: it stays usable for the others. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class HostileBoardTest extends TwoOnABoard {

    private final Random random = new Random(7);
    private Hostile mallory;
    private FxLoad load;

    @BeforeEach
    void join() {
        box(ada); // an ordinary shape, and all classes are loaded
        mallory = new Hostile(hub, "M" + Hostile.marks(90), "lobby");
        mallory.show(Hostile.json("{\"at\":\"board\",\"x\":1,\"y\":1,\"view\":[0,0,500,500]}"));
        Fx.await("the hostile one is there", () -> peers(ada) == 2);
        load = new FxLoad();
        load.takeLongestMillis();
    }

    @AfterEach
    void leave() {
        load.close();
        mallory.close();
    }

    private void check(String what) {
        assertThat(load.takeLongestMillis()).as(what).isLessThan(FxLoad.FROZEN_MILLIS);
    }

    private String stroke(int points, double spread) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < points; i++) {
            text.append(i == 0 ? "" : " ").append(random.nextInt((int) spread));
            text.append(' ').append(random.nextInt((int) spread)).append(" 1");
        }
        return text.toString();
    }

    private void writeAll() {
        for (int i = 0; i < 6; i++) {
            String words = "The quick brown fox ".repeat(1_000).substring(0, 20_000);
            text("long" + i, "text", words, 100 + i * 10);
            text("narrow" + i, "sticky", words, 5);
            text("letters" + i, "rectangle", "x\\n".repeat(9_990), 100);
            text("marks" + i, "text", Hostile.marks(19_600), 100);
            text("arabic" + i, "sticky", "\u0628\u0646\u0633 ".repeat(4_900), 300);
            text("faces" + i, "diamond", "\ud83d\ude00".repeat(9_900), 300);
            text("directions" + i, "ellipse", "\u202e\u202dab".repeat(4_900), 300);
        }
        for (int i = 0; i < 20; i++) {
            mallory.put("shape/stroke" + i, pen("pen", stroke(18_000, 600)));
            mallory.put("shape/marker" + i, pen("highlighter", stroke(12_000, 9_000_000)));
        }
        for (int i = 0; i < 40; i++) {
            mallory.put(
                    "shape/dashed" + i,
                    "{\"kind\":\"rectangle\",\"x\":-9e6,\"y\":-9e6,\"w\":1e7,\"h\":1e7,\"dash\":true,\"width\":0.5,\"order\":\""
                            + "z".repeat(199) + "\"}");
        }
        String[] numbers = {
            "1e19", "-1e300", "1e400", "9007199254740993", "\"7\"", "[]", "{}", "null", "true", "-0", "1e-320"
        };
        String[] members = {"x", "y", "w", "h", "angle", "width", "opacity", "size", "order", "points", "color", "text"
        };
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < numbers.length; j++) {
                String kind = Kind.values()[(i + j) % Kind.values().length].id();
                mallory.put(
                        "shape/bad-" + i + "-" + j,
                        "{\"kind\":\"" + kind + "\",\"" + members[i] + "\":" + numbers[j] + "}");
            }
        }
        mallory.put("shape/deep", "[".repeat(60) + "]".repeat(60));
        mallory.put("shape/order", "{\"kind\":\"rectangle\",\"order\":\"" + "a".repeat(100_000) + "\"}");
        mallory.put("shape/kind", "{\"kind\":\"" + "k".repeat(200_000) + "\",\"w\":1e7,\"h\":1e7}");
        mallory.put("shape/picture", "{\"kind\":\"image\",\"w\":1e7,\"h\":1e7,\"image\":\"abc.1000000000\"}");
        mallory.await();
    }

    private void text(String id, String kind, String text, double width) {
        mallory.put(
                "shape/" + id,
                "{\"kind\":\"" + kind + "\",\"x\":" + random.nextInt(300) + ",\"y\":" + random.nextInt(200) + ",\"w\":"
                        + width + ",\"h\":60,\"order\":\"b\",\"text\":\"" + text + "\"}");
    }

    private static String pen(String kind, String points) {
        return "{\"kind\":\"" + kind
                + "\",\"x\":0,\"y\":0,\"w\":600,\"h\":600,\"width\":100,\"order\":\"c\",\"points\":\"" + points + "\"}";
    }

    @Test
    @DisplayName("whatever shapes there are, the window goes on, and what is ordinary is there and can be used")
    void shapes() {
        writeAll();
        Fx.await("all is known", () -> model(ada).index().get("picture") != null);
        check("shapes came");
        Fx.run(() -> board(ada).setViewport(new Viewport(-100, -100, 1)));
        Fx.await("it is painted", () -> board(ada).isSettled());
        check("painted");
        for (double scale : new double[] {0.02, 16, 0.5}) {
            Fx.run(() -> board(ada).zoomTo(scale));
            Fx.await("it is painted", () -> board(ada).isSettled());
            check("zoomed to " + scale);
        }
        Fx.run(() -> board(ada).setViewport(new Viewport(-100, -100, 1)));
        press(ada, KeyCode.A, KeyCode.CONTROL);
        check("all selected");
        press(ada, KeyCode.RIGHT);
        check("all nudged");
        press(ada, KeyCode.C, KeyCode.CONTROL);
        check("copied");
        press(ada, KeyCode.ESCAPE);
        drag(ada, 50, 50, 300, 300);
        check("dragged");
        press(ada, KeyCode.E);
        drag(ada, 50, 50, 300, 300);
        check("erased");
        press(ada, KeyCode.Z, KeyCode.CONTROL);
        check("back");
        press(ada, KeyCode.V);
        Fx.run(() -> model(ada).select(List.of(model(ada).index().get("long0"))));
        Fx.run(() -> board(ada).editSelected());
        Fx.await("it is edited", () -> node(ada, "#board-text") != null);
        robot.write("typed");
        press(ada, KeyCode.ESCAPE);
        check("edited");
        Fx.run(() -> model(ada).select(List.of(model(ada).index().get("marks0"))));
        Fx.run(() -> board(ada).editSelected());
        assertThat(Fx.get(() -> ((TextArea) node(ada, "#board-text")).getText().length()))
                .isLessThan(20);
        press(ada, KeyCode.ESCAPE);
        check("edited marks");
        Stage third = window("Alan");
        Fx.await(
                "Alan sees all",
                () -> board(third) != null
                        && count(third) == count(ada)
                        && board(third).isSettled());
        check("opened");
    }

    @Test
    @DisplayName("whatever presence and signals come, and however many, the window goes on")
    void signals() {
        String points = stroke(4_000, 500);
        String shape = "{\"kind\":\"pen\",\"width\":100}";
        for (int i = 0; i < 4_000; i++) {
            switch (i % 8) {
                case 0 ->
                    signal(
                            "draws",
                            "\"id\":\"d\",\"from\":" + i + ",\"shape\":" + shape + ",\"points\":\"" + points + "\"");
                case 1 ->
                    signal("draws", "\"id\":\"e" + i + "\",\"from\":1e19,\"shape\":" + shape + ",\"points\":\"1 1 1\"");
                case 2 -> signal("moved", "\"shapes\":[{\"id\":\"x\",\"kind\":\"rectangle\",\"w\":1e7,\"h\":1e300}]");
                case 3 -> signal("laser", "\"x\":" + random.nextInt(900) + ",\"y\":1e7");
                case 4 -> signal("come", "\"view\":[-1e7,-1e7,1e7,1e7]");
                case 5 -> signal("come", "\"view\":[0,0,1e-300,1e400]");
                case 6 ->
                    signal(
                            "draws",
                            "\"id\":\"f\",\"shape\":{\"kind\":\"text\",\"size\":400,\"text\":\"" + Hostile.marks(9_000)
                                    + "\"}");
                default ->
                    mallory.show(Hostile.json("{\"at\":\"board\",\"x\":" + i
                            + ",\"y\":1e300,\"view\":[0,0,0,1e19],\"selected\":[" + "\"a\",".repeat(5_000) + "1]}"));
            }
        }
        Viewport before = Fx.get(() -> board(ada).viewport());
        mallory.show(Hostile.json("{\"at\":\"board\",\"x\":77,\"y\":77}"));
        Fx.await(
                "the last of it came",
                () -> board(ada).people().peers().stream().anyMatch(peer -> peer.cursorX == 77));
        assertThat(Fx.get(() -> board(ada).viewport())).isEqualTo(before);
        check("signals");
        box(ada);
        check("drawn");
    }

    private void signal(String what, String more) {
        Json value = Hostile.json("{\"board\":\"" + what + "\"," + more + "}");
        mallory.signal(value);
    }
}
