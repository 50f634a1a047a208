package dev.sluice.daytona;

import java.time.Duration;

/**
 * A running sandbox of this program's own, with its place among the {@code sandboxes} the account may have. Closing it
 * deletes the sandbox, waits until its disk is given back (bounded by {@code delete-within}), and frees the place; so does
 * closing {@code Sluice} with the lease still open. Thread-safe.
 */
public final class SandboxLease implements AutoCloseable {

    private final Sandbox sandbox;
    private final Toolbox toolbox;
    private final Runnable end;

    SandboxLease(Sandbox sandbox, Toolbox toolbox, Runnable end) {
        this.sandbox = sandbox;
        this.toolbox = toolbox;
        this.end = end;
    }

    /** The sandbox as it was when it had started. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** Its files and its shell. */
    public Toolbox toolbox() {
        return toolbox;
    }

    /** Writes a file; see {@link Toolbox#upload}. */
    public void upload(String path, byte[] content) {
        toolbox.upload(path, content);
    }

    /** Runs a command; see {@link Toolbox#execute(String, Duration)}. */
    public ExecuteResult execute(String command, Duration timeout) {
        return toolbox.execute(command, timeout);
    }

    /** Deletes the sandbox and frees its place. Idempotent; a failure to delete is logged, not thrown. */
    @Override
    public void close() {
        end.run();
    }
}
