package dev.sluice.canary;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** Files for what has no file of its own: what was shown, what was thrown, what was sent elsewhere. */
final class Sinks implements Place.Report {
    private final Path directory;
    private final AtomicInteger serialized = new AtomicInteger();

    Sinks(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    void write(String name, String text) {
        try {
            Files.writeString(
                    file(name),
                    text + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void show(Object shown) {
        write("shown.txt", String.valueOf(shown));
    }

    @Override
    public void thrown(Throwable error) {
        StringBuilder walked = new StringBuilder();
        new Walk(text -> walked.append(text).append('\n')).over(error, 0);
        write("thrown.txt", walked.toString());
        try (ObjectOutputStream out = new ObjectOutputStream(
                Files.newOutputStream(file("thrown-" + serialized.incrementAndGet() + ".ser")))) {
            out.writeObject(error);
        } catch (IOException notSerializable) {
            write("not-serializable.txt", notSerializable.getClass().getName());
        }
    }
}
