package dev.sluice.daytona;

import dev.sluice.client.RawBody;
import java.time.Duration;
import java.util.UUID;

/**
 * The inside of one sandbox: its files and its shell. Thread-safe; every method blocks and waits for the limits of the
 * group {@code toolbox}, which stand apart from the account's.
 */
public final class Toolbox {

    /** How long a command may run unless said otherwise. */
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private final ToolboxApi api;
    private final String sandboxId;

    Toolbox(ToolboxApi api, String sandboxId) {
        this.api = api;
        this.sandboxId = sandboxId;
    }

    /** The sandbox's id. */
    public String sandboxId() {
        return sandboxId;
    }

    /**
     * Writes a file, replacing what was there and making the folders above it.
     *
     * @param path absolute path in the sandbox
     * @throws IllegalArgumentException if the path is not absolute, climbs with {@code ..}, or has a line break
     * @throws dev.sluice.client.error.ConflictException with code {@code SANDBOX_NOT_RUNNING} if it does not run
     * @throws dev.sluice.client.error.ServerErrorException with code {@code UPLOAD_INCOMPLETE} if Daytona wrote fewer bytes
     */
    public void upload(String path, byte[] content) {
        Multipart multipart = new Multipart("sluice-" + UUID.randomUUID()).file(checked(path), content);
        UploadResult result = api.upload(sandboxId, new RawBody(multipart.bytes(), multipart.contentType()));
        long written = result.files().stream()
                .mapToLong(file -> file.bytes() == null ? content.length : file.bytes())
                .findFirst()
                .orElse(0);
        if (written != content.length) {
            throw SandboxFailures.incompleteUpload(content.length, written);
        }
    }

    /** Runs a command for 30 seconds at most; see {@link #execute(String, Duration)}. */
    public ExecuteResult execute(String command) {
        return execute(command, DEFAULT_TIMEOUT);
    }

    /**
     * Runs a command in a shell and waits for its end. Never run a second time by itself once it may have started.
     *
     * @param timeout when Daytona kills it, in whole seconds, at least one; its proxy has been seen to cut exchanges
     *     that are silent for 60 seconds (daytonaio/daytona#4545), so longer commands risk an unknown outcome
     * @return its exit code, whatever it is, and its output
     * @throws IllegalArgumentException if the timeout is shorter than a second
     * @throws dev.sluice.client.error.ServerErrorException with status 408 if it ran into the timeout; its output is lost
     * @throws dev.sluice.client.error.ConflictException with code {@code SANDBOX_NOT_RUNNING} if the sandbox does not run
     */
    public ExecuteResult execute(String command, Duration timeout) {
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("execute: timeout " + timeout + " (expected: at least one second)");
        }
        return api.execute(sandboxId, new ExecuteRequest(command, timeout.toSeconds()));
    }

    private static String checked(String path) {
        boolean climbs = ("/" + path + "/").contains("/../");
        if (!path.startsWith("/") || climbs || path.indexOf('\n') >= 0 || path.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(
                    "upload: path not usable (expected: absolute, without .. or line breaks)");
        }
        return path;
    }
}
