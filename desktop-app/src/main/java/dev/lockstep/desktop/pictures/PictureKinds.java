package dev.lockstep.desktop.pictures;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.stage.FileChooser;

/** The kinds of picture files that can be read. */
public final class PictureKinds {

    /** What rooms have; every program of every version reads it. */
    static final Set<String> STORED = Set.of("png", "jpeg", "gif", "bmp");

    /** What people have on their disks; it is stored as one of the others. */
    static final Set<String> OWN = Set.of("png", "jpeg", "gif", "bmp", "webp");

    private static final String NAMES = "PNG, JPEG, WebP, GIF and BMP can";
    private static final int HEAD_BYTES = 256;
    private static final int BRAND = 4;
    private static final int BRAND_BYTES = 8;

    /** What the files of other programs begin with, and what they are called. */
    private static final Map<String, String> OTHERS = Map.of(
            "%PDF", "a PDF document",
            "II*\0", "a TIFF picture",
            "MM\0*", "a TIFF picture",
            "8BPS", "a Photoshop picture",
            "PK\3\4", "a document or an archive");

    /** How the films and pictures of phones and new browsers are called in their heads. */
    private static final Map<String, String> BRANDS = Map.of(
            "ftypheic", "a HEIC picture",
            "ftypheix", "a HEIC picture",
            "ftypmif1", "a HEIC picture",
            "ftypavif", "an AVIF picture",
            "ftypavis", "an AVIF picture");

    private PictureKinds() {}

    /** For a dialog in which files are chosen; upper case is for disks that tell it apart. */
    public static FileChooser.ExtensionFilter filter() {
        return new FileChooser.ExtensionFilter(
                "Pictures",
                Stream.of("png", "jpg", "jpeg", "webp", "gif", "bmp")
                        .flatMap(ending -> Stream.of("*." + ending, "*." + ending.toUpperCase(Locale.ROOT)))
                        .toList());
    }

    /** Why {@code file}, which no reader knows, can't be read, and what to do; for display. */
    static String refusal(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        String brand = head.length() < BRAND + BRAND_BYTES ? "" : head.substring(BRAND, BRAND + BRAND_BYTES);
        String known = BRANDS.get(brand);
        String name = known != null
                ? known
                : OTHERS.entrySet().stream()
                        .filter(each -> head.startsWith(each.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(head.contains("<svg") ? "an SVG drawing" : "");
        return name.isEmpty()
                ? "this is no picture that can be read; " + NAMES
                : "this is " + name + ", which can't be read as a picture: export it as PNG or JPEG";
    }

    /** Whether {@code file} is a GIF. */
    static boolean isGif(byte[] file) {
        byte[] begin = {'G', 'I', 'F', '8'};
        return Arrays.equals(file, 0, Math.min(begin.length, file.length), begin, 0, begin.length);
    }
}
