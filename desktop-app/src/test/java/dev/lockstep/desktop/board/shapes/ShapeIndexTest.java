package dev.lockstep.desktop.board.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShapeIndexTest {

    @Test
    @DisplayName("the index finds what a search through all finds, whatever was put and removed")
    void index() {
        Random random = new Random(3);
        ShapeIndex index = new ShapeIndex();
        List<Shape> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String id = String.valueOf(random.nextInt(300));
            all.removeIf(shape -> shape.id().equals(id));
            if (random.nextInt(4) == 0) {
                index.remove(id);
            } else {
                Shape shape = Shapes.box(id, random.nextInt(5_000), random.nextInt(5_000), random.nextInt(300), 40);
                index.put(shape);
                all.add(shape);
            }
            if (i % 20 == 0) {
                Box box = new Box(0, 0, 600, 600).moved(random.nextInt(4_000), random.nextInt(4_000));
                List<Shape> found = all.stream()
                        .filter(shape -> shape.bounds().intersects(box))
                        .sorted(ShapeIndex.BACK_TO_FRONT)
                        .toList();
                List<Shape> near = index.near(box, Integer.MAX_VALUE);
                near.sort(ShapeIndex.BACK_TO_FRONT);
                assertThat(near).isEqualTo(found);
            }
        }
        assertThat(index.size()).isEqualTo(all.size());
    }
}
