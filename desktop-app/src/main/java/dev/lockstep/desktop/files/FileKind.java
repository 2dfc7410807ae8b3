package dev.lockstep.desktop.files;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A kind of file that can be saved.
 *
 * @param title of the dialog, such as {@code Save the board}
 * @param plural what such files are called, such as {@code Lockstep boards}
 * @param ending with its dot, in lower case
 */
public record FileKind(String title, String plural, String ending) {

    /** A name may be longer on most disks, but not with what is put beside it while it is written. */
    private static final int STEM_MAX = 100;

    /** What some system doesn't allow in a name. */
    private static final String FORBIDDEN = "[\\\\/:*?\"<>|\\p{Cntrl}\\p{Cf}]";

    /** Names that are devices on Windows, whatever their ending is. */
    private static final String DEVICE = "(?i)con|prn|aux|nul|com\\d|lpt\\d";

    /** A file name to begin with, allowed on every system, for what people call {@code title}. */
    public String suggested(String title) {
        String plain = title.replaceAll(FORBIDDEN, "-").strip();
        String some = plain.codePointCount(0, plain.length()) <= STEM_MAX
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, STEM_MAX));
        String stem = some.replaceAll("^[. ]+|[. ]+$", "");
        return (stem.isEmpty() || stem.matches(DEVICE) ? "untitled" : stem) + ending;
    }

    /** Whether {@code file} has the ending of this kind, in whatever case. */
    boolean isEndingOf(Path file) {
        String name = name(file);
        return name.length() > ending.length() && name.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** {@code file} with the ending; another one, such as the {@code .2} of a version, is a part of its name. */
    Path withEnding(Path file) {
        if (isEndingOf(file)) {
            return file;
        }
        String stem = name(file).replaceAll("[. ]+$", "");
        return file.resolveSibling((stem.isEmpty() ? "untitled" : stem) + ending);
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
