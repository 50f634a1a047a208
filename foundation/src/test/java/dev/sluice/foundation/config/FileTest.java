package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTest {
    @TempDir
    private Path folder;

    @Test
    void file_isReadAsUtf8_withOrWithoutByteOrderMark() throws IOException {
        Path file = Files.writeString(folder.resolve("bot.yaml"), "\uFEFFevery: { text: Grüße 🦉 }\n");

        assertThat(Bot.READER.read(file).root(Bot.EVERY).text()).isEqualTo("Grüße 🦉");
    }

    @Test
    void emptyFile_meansAllDefaults() throws IOException {
        Path file = Files.createFile(folder.resolve("bot.yaml"));

        assertThat(Bot.READER.read(file).root(Bot.EVERY)).isSameAs(Bot.Every.DEFAULTS);
    }

    @Test
    void errorInAFile_namesThePathAsGiven() throws IOException {
        Path file = Files.writeString(folder.resolve("bot.yaml"), "every: {\n count: x }");

        assertRefused(file, file + ":2:9: every.count: 'x': not a whole number (expected: a whole number such as 10)");
    }

    @Test
    void missingFile_isRefused() {
        Path file = folder.resolve("none.yaml");

        assertRefused(file, file + ": no such file (expected: a YAML file)");
    }

    @Test
    void directory_isRefused() {
        assertRefused(folder, folder + ": is a directory (expected: a YAML file)");
    }

    @Test
    void unreadableFile_isRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("bot.yaml"));
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "this user may read everything");

        assertRefused(file, file + ": not readable (expected: permission to read it)");
    }

    @Test
    void pathThroughAFile_isRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("plain")).resolve("bot.yaml");

        assertRefused(file, file + ": cannot be read, FileSystemException (expected: a YAML file)");
    }

    @Test
    void brokenUtf8_isRefusedAtItsPlace() throws IOException {
        byte[] bytes = "every:\r\n  text: é?\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xFF;
        Path file = Files.write(folder.resolve("bot.yaml"), bytes);

        assertRefused(file, file + ":2:10: not UTF-8 (expected: a UTF-8 text file)");
    }

    @Test
    void utf8CutInsideACharacter_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("bot.yaml"), new byte[] {'#', (byte) 0xC3});

        assertRefused(file, file + ":1:2: not UTF-8 (expected: a UTF-8 text file)");
    }

    @Test
    void utf16_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("bot.yaml"), "\uFEFFevery: {}".getBytes(StandardCharsets.UTF_16LE));

        assertRefused(file, file + ":1:1: not UTF-8 (expected: a UTF-8 text file)");
    }

    @Test
    void hugeFile_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("bot.yaml"), new byte[(1 << 20) + 1]);

        assertRefused(file, file + ": too large (expected: at most 1 MiB)");
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Bot.READER.read(file))
                .withMessage(message);
    }
}
