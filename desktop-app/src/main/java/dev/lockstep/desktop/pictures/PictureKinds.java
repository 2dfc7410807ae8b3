package dev.lockstep.desktop.pictures;

import javafx.stage.FileChooser;

/** The kinds of picture files that can be read. */
public final class PictureKinds {

    /** For display. */
    static final String NAMES = "PNG, JPEG, GIF and BMP";

    private PictureKinds() {}

    /** For a dialog in which files are chosen; upper case is for disks that tell it apart. */
    public static FileChooser.ExtensionFilter filter() {
        return new FileChooser.ExtensionFilter(
                "Pictures", "*.png", "*.jpg", "*.jpeg", "*.gif", "*.bmp", "*.PNG", "*.JPG", "*.JPEG", "*.GIF", "*.BMP");
    }
}
