package dev.lockstep.desktop.board.shapes;

/** Shapes for tests. */
public final class Shapes {

    private Shapes() {}

    public static Shape box(String id, double x, double y, double width, double height) {
        return Shape.of(id, Kind.RECTANGLE, Look.DEFAULT)
                .with(x, y, width, height, 0)
                .withOrder("a");
    }

    public static Shape stroke(String id, double... xy) {
        double[] points = new double[xy.length / 2 * Shape.POINT];
        for (int i = 0; i < xy.length / 2; i++) {
            points[i * Shape.POINT] = xy[2 * i];
            points[i * Shape.POINT + 1] = xy[2 * i + 1];
            points[i * Shape.POINT + 2] = 1;
        }
        return Shape.of(id, Kind.PEN, Look.DEFAULT).along(points).withOrder("a");
    }
}
