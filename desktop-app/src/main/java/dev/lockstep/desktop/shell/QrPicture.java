package dev.lockstep.desktop.shell;

import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import io.nayuki.qrcodegen.QrCode;

import dev.lockstep.desktop.colors.ColorToken;

/** A text as a QR code (ISO/IEC 18004), black on white in every theme, as cameras expect it. */
final class QrPicture {

    /** So many light modules are around it (section 5.3.8 of the standard). */
    private static final int QUIET = 4;

    private static final Color DARK = Color.web(ColorToken.CODE_DARK.web());
    private static final Color LIGHT = Color.web(ColorToken.CODE_LIGHT.web());

    private QrPicture() {}

    /**
     * @param side the least width and height that it should have, in pixels; it is a bit more, since each module is as large as the others
     * @param what for those who can't see it
     */
    static ImageView of(String text, int side, String what) {
        WritableImage image = image(text, side);
        ImageView view = new ImageView(image);
        view.setSmooth(false);
        view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setAccessibleText(what);
        return view;
    }

    static WritableImage image(String text, int side) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int modules = code.size + 2 * QUIET;
        int scale = (side + modules - 1) / modules;
        WritableImage image = new WritableImage(modules * scale, modules * scale);
        PixelWriter pixels = image.getPixelWriter();
        for (int y = 0; y < modules * scale; y++) {
            for (int x = 0; x < modules * scale; x++) {
                boolean dark = code.getModule(x / scale - QUIET, y / scale - QUIET);
                pixels.setColor(x, y, dark ? DARK : LIGHT);
            }
        }
        return image;
    }
}
