package dev.sluice.examples;

import dev.sluice.logging.logback.JsonLogging;
import java.nio.file.Path;
import org.slf4j.event.Level;

/** The demo's log: JSON lines in one file. */
final class DemoLogging implements AutoCloseable {
    private final Path file;
    private final JsonLogging logging;

    private DemoLogging(Path file, JsonLogging logging) {
        this.file = file;
        this.logging = logging;
    }

    /** Writes below this directory until it is closed. */
    static DemoLogging start(Path out, String environment) {
        Path file = out.resolve("logs").resolve("sluice.jsonl");
        return new DemoLogging(file, JsonLogging.configure(file, "sluice-demo", environment, Level.INFO));
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        logging.close();
    }
}
