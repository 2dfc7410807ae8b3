package dev.lockstep.desktop.files;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a file that somebody saves. */
class FileSaverTest {

    private static final FileKind BOARD = new FileKind("Save", "Boards", ".lockstep");

    @TempDir
    Path folder;

    private final Deque<String> typed = new ArrayDeque<>();
    private final Deque<SaveDialogs.Answer> answers = new ArrayDeque<>();
    private final List<String> offered = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final FileSaver saver = new FileSaver(
            new SaveDialogs() {
                @Override
                public @Nullable File choose(FileKind kind, String name) {
                    offered.add(name);
                    String next = typed.poll();
                    return next == null ? null : new File(folder.toFile(), next);
                }

                @Override
                public Answer mayReplace(Path file) {
                    return answers.remove();
                }
            },
            Runnable::run,
            Runnable::run);

    @ParameterizedTest
    @CsvSource({
        "plan, plan.lockstep",
        "plan v1.2, plan v1.2.lockstep",
        "plan.png, plan.png.lockstep",
        "plan., plan.lockstep",
        "plan.Lockstep, plan.Lockstep",
        ".lockstep, .lockstep.lockstep",
        "'...', untitled.lockstep",
    })
    @DisplayName("each file gets the ending of its kind, once")
    void ending(String name, String expected) {
        save(name, "a board");
        assertThat(files()).containsExactly(expected);
        assertThat(said)
                .containsExactly(
                        "Saving " + expected + "…",
                        "Saved " + expected + " in " + folder.getFileName().toString());
    }

    @Test
    @DisplayName("a name that is taken with its ending is asked about, and nothing is replaced unasked")
    void asks() throws IOException {
        save("plan", "first");
        answers.add(SaveDialogs.Answer.NOT_AT_ALL);
        save("plan", "second");
        assertThat(Files.readString(folder.resolve("plan.lockstep"))).isEqualTo("first");
        assertThat(said).hasSize(2);

        answers.add(SaveDialogs.Answer.REPLACE);
        save("plan", "third");
        assertThat(Files.readString(folder.resolve("plan.lockstep"))).isEqualTo("third");

        answers.add(SaveDialogs.Answer.OTHER_NAME);
        typed.add("plan");
        typed.add("plan 2");
        saver.save(BOARD, "plan", out -> out.write("other".getBytes(StandardCharsets.UTF_8)), said::add);
        assertThat(offered).endsWith("plan.lockstep", "plan.lockstep");
        assertThat(files()).containsExactly("plan 2.lockstep", "plan.lockstep");
        assertThat(answers).isEmpty();
    }

    @Test
    @DisplayName("the system's dialog asked already about a name that has its ending")
    void askedAlready() throws IOException {
        save("plan.lockstep", "first");
        save("plan.lockstep", "second");
        assertThat(Files.readString(folder.resolve("plan.lockstep"))).isEqualTo("second");
    }

    @Test
    @DisplayName("what can't be written leaves what was there, and nothing beside it")
    void fails() throws IOException {
        save("plan.lockstep", "first");
        typed.add("plan.lockstep");
        saver.save(
                BOARD,
                "plan",
                out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                },
                said::add);
        assertThat(said).last().isEqualTo("plan.lockstep is not saved: the disk is full");
        assertThat(Files.readString(folder.resolve("plan.lockstep"))).isEqualTo("first");
        assertThat(files()).containsExactly("plan.lockstep");

        typed.add("plan.lockstep");
        saver.save(
                BOARD,
                "plan",
                out -> {
                    throw new IllegalStateException("a bug");
                },
                said::add);
        assertThat(said).last().isEqualTo("plan.lockstep is not saved: the program failed at it");
        assertThat(files()).containsExactly("plan.lockstep");
    }

    @Test
    @DisplayName("folders, missing folders and files that may not be written are refused in words")
    void refuses() throws IOException {
        Files.createDirectory(folder.resolve("dir.lockstep"));
        save("dir.lockstep", "a board");
        assertThat(said).last().isEqualTo("dir.lockstep is not saved: a folder has that name; choose another name");
        save("none/plan.lockstep", "a board");
        assertThat(said)
                .last()
                .isEqualTo("plan.lockstep is not saved: the folder " + folder.resolve("none") + " does not exist");
        save("nul\0.lockstep", "a board");
        assertThat(said).last().asString().startsWith("Not saved: ");
        assertThat(files()).containsExactly("dir.lockstep");
    }

    @Test
    @DisplayName("a file that gets the name while this one is written is not replaced")
    void meanwhile() throws IOException {
        Path file = folder.resolve("plan.lockstep");
        assertThatThrownBy(() -> WholeFile.write(file, false, out -> Files.writeString(file, "another")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo("another");
        assertThat(files()).containsExactly("plan.lockstep");
    }

    @Test
    @DisplayName("a file that is replaced keeps who may read it, and a link stays one")
    void permissions() throws IOException {
        Path file = folder.resolve("plan.lockstep");
        Files.writeString(file, "first");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link.lockstep"), file);
        save("link.lockstep", "second");
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).isEqualTo("second");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
    }

    @ParameterizedTest
    @CsvSource({
        "lobby, lobby.lockstep",
        "Q3/Q4: plans?, Q3-Q4- plans-.lockstep",
        "..., untitled.lockstep",
        "'', untitled.lockstep",
        "con, untitled.lockstep",
        "计划, 计划.lockstep",
    })
    @DisplayName("the name to begin with is allowed on every system")
    void suggested(String title, String expected) {
        assertThat(BOARD.suggested(title)).isEqualTo(expected);
        assertThat(BOARD.suggested("x".repeat(300))).hasSize(100 + ".lockstep".length());
    }

    private void save(String name, String content) {
        typed.add(name);
        saver.save(BOARD, "plan", out -> out.write(content.getBytes(StandardCharsets.UTF_8)), said::add);
    }

    private List<String> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(Path::getFileName).map(Path::toString).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
