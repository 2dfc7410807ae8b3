package dev.lockstep.desktop.board;

import java.awt.image.BufferedImage;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.board.shapes.Shapes;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** The smaller parts of a board that need no toolkit. */
class BoardPartsTest {

    @Test
    @DisplayName("what is under the pointer stays there while it is zoomed")
    void zoom() {
        Viewport viewport = new Viewport(100, 50, 1);
        Viewport nearer = viewport.zoomed(3, 200, 300);
        assertThat(nearer.scale()).isEqualTo(3);
        assertThat(nearer.toBoardX(200)).isCloseTo(viewport.toBoardX(200), within(1e-9));
        assertThat(nearer.toBoardY(300)).isCloseTo(viewport.toBoardY(300), within(1e-9));
        assertThat(viewport.zoomed(1e9, 0, 0).scale()).isEqualTo(Viewport.SCALE_MAX);
        assertThat(viewport.zoomed(0, 0, 0).scale()).isEqualTo(Viewport.SCALE_MIN);
    }

    @Test
    @DisplayName("what is shown whole is in view, in the middle, and not larger than asked")
    void showing() {
        Box box = new Box(1_000, 1_000, 5_000, 2_000);
        Box free = new Box(200, 50, 800, 550); // of a screen that bars cover some of
        Viewport viewport = Viewport.showing(box, free, 1);
        assertThat(viewport.toScreenX(box.minX())).isGreaterThan(200);
        assertThat(viewport.toScreenX(box.maxX())).isLessThan(800);
        assertThat(viewport.toScreenX(box.centerX())).isCloseTo(500, within(1e-6));
        assertThat(Viewport.showing(new Box(0, 0, 1, 1), free, 1).scale()).isEqualTo(1);
    }

    @Test
    @DisplayName("who follows somebody sees it as large as they do, or all of it")
    void like() {
        Viewport theirs = new Viewport(130.335, 77, 1.07);
        Box seen = theirs.box(801, 603);
        Box rounded = new Box(seen.minX() + 0.004, seen.minY(), seen.maxX() - 0.003, seen.maxY() + 0.004);
        assertThat(Viewport.like(rounded, 1.07, 801, 603).scale()).isEqualTo(1.07);
        assertThat(Viewport.like(rounded, 1.07, 1_600, 900).scale()).isEqualTo(1.07);
        Viewport smaller = Viewport.like(rounded, 1.07, 400, 400);
        assertThat(smaller.box(400, 400).grown(0.01).contains(rounded)).isTrue();
        assertThat(Viewport.like(rounded, Double.NaN, 1_602, 1_206).scale()).isCloseTo(2.14, within(0.01));
    }

    @Test
    @DisplayName("of a board where something is very far out, the part with the most shapes is shown")
    void overview() {
        List<Shape> shapes = new ArrayList<>();
        assertThat(Overview.of(shapes, 1_000, 1_000)).isNull();
        for (int i = 0; i < 20; i++) {
            shapes.add(Shapes.box("n" + i, i * 10, 0, 10, 10));
        }
        assertThat(Overview.of(shapes, 1_000, 1_000)).isEqualTo(new Overview(new Box(0, 0, 200, 10), 0));
        shapes.add(Shapes.box("far", 9e6, -9e6, 10, 10));
        shapes.add(Shapes.box("large", -5e6, -5e6, 1e7, 1e7));
        assertThat(Overview.of(shapes, 1_000, 1_000)).isEqualTo(new Overview(new Box(0, 0, 200, 10), 2));
        Overview one = Overview.of(List.of(shapes.get(21)), 1_000, 1_000);
        assertThat(one.left()).isOne();
        assertThat(one.box().width()).isLessThanOrEqualTo(1_000);
        assertThat(one.box().contains(-5e6, -5e6)).isTrue();
    }

    @Test
    @DisplayName(
            "where no two shapes are near each other, one that can be seen whole is shown, not one that is too large")
    void overviewOfFew() {
        List<Shape> shapes = List.of(
                Shapes.box("here", 0, 0, 10, 10),
                Shapes.box("far", 9e6, 9e6, 10, 10),
                Shapes.box("long", -5e6, 0, 1e7, 0));
        assertThat(Overview.of(shapes, 1_000, 1_000)).isEqualTo(new Overview(new Box(0, 0, 10, 10), 2));
    }

    @Test
    @DisplayName("what is moved snaps to its neighbours' edges and middles, to the grid, or with Alt to nothing")
    void snapping() {
        ShapeIndex index = new ShapeIndex();
        index.put(Shapes.box("1", 100, 100, 50, 50));
        Box moved = new Box(0, 0, 30, 30);
        Snapper.Snapped near = new Snapper(index, false, Set.of()).box(moved, 103, 300, Pointers.at(0, 0));
        assertThat(near.x()).isEqualTo(100);
        assertThat(near.y()).isEqualTo(300);
        assertThat(near.guides()).hasSize(1);
        Pointer free = new Pointer(0, 0, 1, false, true, 0);
        assertThat(new Snapper(index, false, Set.of())
                        .box(moved, 103, 300, free)
                        .x())
                .isEqualTo(103);
        assertThat(new Snapper(index, false, Set.of("1"))
                        .box(moved, 103, 300, Pointers.at(0, 0))
                        .x())
                .isEqualTo(103);
        assertThat(new Snapper(index, true, Set.of()).box(moved, 103, 309, Pointers.at(0, 0)))
                .satisfies(snapped -> {
                    assertThat(snapped.x()).isEqualTo(100);
                    assertThat(snapped.y()).isEqualTo(300);
                });
    }

    @Test
    @DisplayName("a saved board is read as it was; what is none is told in words")
    void file() {
        BoardFile.Content content = new BoardFile.Content(
                List.of(Shapes.box("pasted", 1, 2, 3, 4), Shapes.stroke("pasted", 1, 1, 5, 5)),
                Map.of("abc.1-0", Json.of("AAAA")));
        assertThat(BoardFile.read(BoardFile.write(content))).isEqualTo(content);
        for (String bad : List.of("", "hello", "{}", "[]", "{\"format\":\"lockstep-board\",\"version\":1}")) {
            assertThatThrownBy(() -> BoardFile.read(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a Lockstep board");
        }
        assertThatThrownBy(() -> BoardFile.read("{\"format\":\"lockstep-board\",\"version\":9,\"shapes\":[]}"))
                .hasMessageContaining("newer version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    @DisplayName("a file that begins with a byte-order mark is read as one without")
    void byteOrderMark(String charset) {
        BoardFile.Content content = new BoardFile.Content(List.of(Shapes.box("pasted", 1, 2, 3, 4)), Map.of());
        byte[] file = ("\uFEFF" + BoardFile.write(content)).getBytes(Charset.forName(charset));
        assertThat(BoardFile.read(BoardFile.text(file))).isEqualTo(content);
    }

    @Test
    @DisplayName("a file that is no text is refused in words")
    void noText() {
        assertThatThrownBy(() -> BoardFile.text(new byte[] {'{', (byte) 0xC3, '}'}))
                .hasMessage("This is not a Lockstep board: it is no text");
    }

    @Test
    @DisplayName("a picture that is too large is made smaller, and what is none, or a bomb, is refused in words")
    void pictures() throws Exception {
        Pictures.Prepared large = Pictures.prepare(new BufferedImage(5_000, 100, BufferedImage.TYPE_INT_RGB));
        assertThat(large.width()).isEqualTo(2_048);
        assertThat(large.parts().keySet()).containsExactlyElementsOf(Pictures.keys(large.id()));
        assertThatThrownBy(() -> Pictures.prepare(new byte[] {1, 2, 3})).hasMessageContaining("no picture");
        byte[] bomb = { // a GIF that says it is 65,535 by 65,535
            'G', 'I', 'F', '8', '9', 'a', -1, -1, -1, -1, 0, 0, 0, ',', 0, 0, 0, 0, -1, -1, -1, -1, 0, 2, 2, 'L', 1, 0,
            ';'
        };
        assertThatThrownBy(() -> Pictures.prepare(bomb)).hasMessageContaining("too large");
        assertThat(Pictures.keys("abc")).isEmpty();
        assertThat(Pictures.keys("abc.1000000000")).isEmpty();
    }
}
