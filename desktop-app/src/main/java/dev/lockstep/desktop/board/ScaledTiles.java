package dev.lockstep.desktop.board;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import org.jspecify.annotations.Nullable;

/**
 * Tiles stretched into one picture that is as large as the view. The software pipeline takes twice as long to stretch them by
 * itself as to draw this.
 */
final class ScaledTiles {

    /** Where tiles are. */
    interface Tiles {
        /** The pixels of a tile, row by row; null where it is not there. */
        int @Nullable [] at(int column, int row);
    }

    private final ImageView view = new ImageView();
    private final int size;
    private int width;
    private int height;
    private int[] pixels = {};
    private int[] columns = {};
    private int[] offsets = {};
    private @Nullable PixelBuffer<IntBuffer> buffer;

    /** @param size pixels of a tile's side */
    ScaledTiles(int size) {
        this.size = size;
        view.setVisible(false);
    }

    ImageView view() {
        return view;
    }

    /**
     * Draws what is in view.
     *
     * @param density pixels of the screen a unit of layout
     * @param side of a tile, in board units
     */
    void draw(Viewport viewport, double viewWidth, double viewHeight, double density, double side, Tiles tiles) {
        PixelBuffer<IntBuffer> target =
                prepare((int) Math.ceil(viewWidth * density), (int) Math.ceil(viewHeight * density));
        double unit = 1 / (viewport.scale() * density);
        for (int x = 0; x < width; x++) {
            double board = (viewport.x() + (x + 0.5) * unit) / side;
            columns[x] = (int) Math.floor(board);
            offsets[x] = Math.min(size - 1, (int) ((board - columns[x]) * size));
        }
        for (int y = 0; y < height; y++) {
            double board = (viewport.y() + (y + 0.5) * unit) / side;
            int row = (int) Math.floor(board);
            drawRow(y * width, row, Math.min(size - 1, (int) ((board - row) * size)) * size, tiles);
        }
        target.updateBuffer(all -> null);
        view.setFitWidth(width / density);
        view.setFitHeight(height / density);
    }

    private void drawRow(int to, int row, int from, Tiles tiles) {
        int x = 0;
        while (x < width) {
            int column = columns[x];
            int end = x + 1;
            while (end < width && columns[end] == column) {
                end++;
            }
            int[] tile = tiles.at(column, row);
            if (tile == null) {
                Arrays.fill(pixels, to + x, to + end, 0);
            } else {
                for (int i = x; i < end; i++) {
                    pixels[to + i] = tile[from + offsets[i]];
                }
            }
            x = end;
        }
    }

    private PixelBuffer<IntBuffer> prepare(int newWidth, int newHeight) {
        PixelBuffer<IntBuffer> known = buffer;
        if (known != null && newWidth == width && newHeight == height) {
            return known;
        }
        width = newWidth;
        height = newHeight;
        pixels = new int[width * height];
        columns = new int[width];
        offsets = new int[width];
        PixelBuffer<IntBuffer> made =
                new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        buffer = made;
        view.setImage(new WritableImage(made));
        return made;
    }
}
