package dev.sluice.benchmarks.calls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A {@link CallServer} in a JVM of its own, whose CPU is not the caller's. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final URI url;

    private ServerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Started, and listening. */
    public static ServerProcess start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CallServer.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String port =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (port == null) {
            throw new IOException("server: not started (expected: its port)");
        }
        return new ServerProcess(process, URI.create("http://127.0.0.1:" + port + "/v1"));
    }

    /** What {@code /chat/completions} is appended to. */
    public URI url() {
        return url;
    }

    /** What {@code /chat/completions} is appended to where the answer is wanted as a stream. */
    public URI streamUrl() {
        return url.resolve("/stream/v1");
    }

    /** The same where the answer takes 5 ms. */
    public URI slowUrl() {
        return url.resolve("/slow/v1");
    }

    /** Ended when this returns, so that not even a connection that was kept alive is answered. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
