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
        return reader.read(text());
    }

    /** As {@link #read}, unless there is not one key, as in a file that is about to be written. */
    Configuration reread(ConfigurationReader reader) {
        SourceText text = text();
        if (YamlTree.parse(text) == null) {
            throw new ConfigurationException(name + ": emptied (expected: its keys, or {} to go back to all defaults)");
        }
        return reader.read(text);
    }

    private SourceText text() {
        if (problem != null) {
            throw problem;
        }
        return SourceText.of(name, bytes);
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
