package dev.lockstep.desktop.files;

import java.io.File;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** What is asked before a file is saved. On the JavaFX thread; returns when somebody answered. */
interface SaveDialogs {

    /** What somebody wants where a file has the name. */
    enum Answer {
        REPLACE,
        OTHER_NAME,
        NOT_AT_ALL
    }

    /**
     * Where to save; null where nowhere. The dialog asks by itself about a file that has exactly the name that is chosen.
     *
     * @param name to begin with
     */
    @Nullable
    File choose(FileKind kind, String name);

    /** Asks whether {@code file}, which exists, may be replaced. */
    Answer mayReplace(Path file);
}
