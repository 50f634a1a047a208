package dev.sluice.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Others see nothing of what is created. */
class PrivateDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX modes to look at")
    void create_newDirectories_areClosedToOthers_andOldOnesKeepTheirMode() throws IOException {
        Path old = Files.createDirectory(directory.resolve("old"));
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path made = old.resolve("logs/decisions");
        PrivateDirectory.create(made);
        PrivateDirectory.create(made);

        for (Path each : new Path[] {made, made.getParent()}) {
            assertThat(Files.getPosixFilePermissions(each))
                    .contains(PosixFilePermission.OWNER_WRITE)
                    .doesNotContain(
                            PosixFilePermission.GROUP_WRITE,
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_WRITE,
                            PosixFilePermission.OTHERS_EXECUTE);
        }
        assertThat(Files.getPosixFilePermissions(old)).contains(PosixFilePermission.OTHERS_READ);
    }

    @Test
    void create_whereAFileIs_isRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThatThrownBy(() -> PrivateDirectory.create(file)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
