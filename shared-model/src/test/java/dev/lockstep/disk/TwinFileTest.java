package dev.lockstep.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TwinFileTest {

    @TempDir
    Path directory;

    private Path file;
    private Path copy;

    @BeforeEach
    void name() {
        file = directory.resolve("text");
        copy = directory.resolve("text.copy");
    }

    @Test
    @DisplayName("what was written last is there, twice")
    void written() throws IOException {
        TwinFile twin = twin();
        assertThat(twin.open()).isEqualTo(new TwinFile.Found(TwinFile.State.NEW, null, "", null));
        twin.write("one\nü");
        twin.write("two\nü");
        assertThat(twin().open()).isEqualTo(new TwinFile.Found(TwinFile.State.SOUND, "two\nü", "", null));
        assertThat(copy).hasSameBinaryContentAs(file);
    }

    @Test
    @DisplayName("each flipped bit of either is noticed and mended")
    void flipped() throws IOException {
        twin().write("text");
        byte[] whole = Files.readAllBytes(file);
        for (Path each : List.of(file, copy)) {
            for (int bit = 0; bit < whole.length * 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(each, flipped);
                TwinFile.Found found = twin().open();
                assertThat(found.state()).as("bit " + bit).isEqualTo(TwinFile.State.MENDED);
                assertThat(found.text()).isEqualTo("text");
                assertThat(found.aside()).hasBinaryContent(flipped);
                assertThat(copy).hasSameBinaryContentAs(file);
                whole = Files.readAllBytes(file);
            }
        }
    }

    @Test
    @DisplayName("of two sound ones the later one counts: the program ended between them")
    void between() throws IOException {
        TwinFile twin = twin();
        twin.write("before");
        byte[] before = Files.readAllBytes(copy);
        twin.write("after");
        Files.write(copy, before);
        assertThat(twin().open()).isEqualTo(new TwinFile.Found(TwinFile.State.SOUND, "after", "", null));
        assertThat(copy).hasSameBinaryContentAs(file);
    }

    @Test
    @DisplayName("where both are damaged nothing is made up, and both are set aside")
    void lost() throws IOException {
        twin().write("text");
        Files.writeString(file, "");
        Files.delete(copy);
        TwinFile.Found found = twin().open();
        assertThat(found.state()).isEqualTo(TwinFile.State.LOST);
        assertThat(found.text()).isNull();
        assertThat(found.why()).isEqualTo("it is empty");
        assertThat(found.aside()).exists();
    }

    @Test
    @DisplayName("a text without a checksum is taken where it is one of 0.1.0, and has one from then on")
    void plain() throws IOException {
        Files.writeString(file, "plain text");
        assertThat(twin().open()).isEqualTo(new TwinFile.Found(TwinFile.State.SOUND, "plain text", "", null));
        assertThat(file).content().matches("[0-9a-f]{8} 1 plain text");
        assertThat(copy).hasSameBinaryContentAs(file);
    }

    @Test
    @DisplayName("what can't be written says so, and the text stays as it was")
    void notWritable() throws IOException {
        TwinFile twin = twin();
        twin.write("before");
        Path inTheWay = Files.createDirectory(directory.resolve("text.new"));
        assertThatThrownBy(() -> twin.write("after")).isInstanceOf(IOException.class);
        assertThat(twin().open().text()).isEqualTo("before");
        Files.delete(inTheWay);
        twin.write("after");
        assertThat(twin().open().text()).isEqualTo("after");
    }

    @Test
    @DisplayName("what lies in the place of a file and is none is moved away, and its content left alone")
    @DisabledOnOs(OS.WINDOWS)
    void noFile() throws IOException {
        twin().write("text");
        Files.delete(file);
        Files.createDirectories(file.resolve("something"));
        TwinFile.Found found = twin().open();
        assertThat(found.text()).isEqualTo("text");
        assertThat(found.why()).isEqualTo("not a regular file");
        assertThat(found.aside().resolve("something")).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    @DisplayName("a failure of the disk has a reason in words, not only a path")
    void reasons() {
        String path = "/some/path";
        assertThat(Reason.withoutFile(new AccessDeniedException(path))).isEqualTo("permission denied");
        assertThat(Reason.withoutFile(new NoSuchFileException(path))).isEqualTo("it does not exist");
        assertThat(Reason.withoutFile(new NotDirectoryException(path))).isEqualTo("not a directory");
        assertThat(Reason.withoutFile(new FileAlreadyExistsException(path))).isEqualTo("something else has that name");
        assertThat(Reason.withoutFile(new DirectoryNotEmptyException(path))).contains("not empty");
        assertThat(Reason.withoutFile(new FileSystemException(path, null, "Read-only file system")))
                .isEqualTo("the file system is read-only");
        assertThat(Reason.withoutFile(new IOException("No space left on device")))
                .isEqualTo("the disk is full");
        assertThat(Reason.withoutFile(new IOException())).isEqualTo("IOException");
    }

    private TwinFile twin() {
        return new TwinFile(file, text -> text.startsWith("plain"));
    }
}
