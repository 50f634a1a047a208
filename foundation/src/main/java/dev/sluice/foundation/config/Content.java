package dev.sluice.foundation.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a look at a file found: its bytes, or why there are none. */
final class Content {
    private final String name;
    private final byte[] bytes;
    private final @Nullable ConfigurationException problem;

    private Content(String name, byte[] bytes, @Nullable ConfigurationException problem) {
        this.name = name;
        this.bytes = bytes;
        this.problem = problem;
    }

    static Content of(Path file) {
        try {
            return new Content(file.toString(), SourceText.bytes(file), null);
        } catch (ConfigurationException missing) {
            return new Content(file.toString(), new byte[0], missing);
        }
    }

    Configuration read(ConfigurationReader reader) {
        if (problem != null) {
            throw problem;
        }
        return reader.read(SourceText.of(name, bytes));
    }

    private @Nullable String problemText() {
        return problem == null ? null : problem.getMessage();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content that
                && Arrays.equals(bytes, that.bytes)
                && Objects.equals(problemText(), that.problemText());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
