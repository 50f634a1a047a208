package dev.sluice.client;

import dev.sluice.client.error.UnusableCredentialException;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.redaction.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A key in a file, read anew each time it is asked for: so whatever replaces the file, a rename, a mount or an editor, is noticed, which a
 * look at its time stamp would not promise. Thread-safe.
 */
final class KeyFile implements Supplier<Secret> {
    /** A key is a line; this is for whoever names a log file by mistake. */
    private static final int MAX_BYTES = 16_384;

    private static final int PATH_CHARS = 200;

    private final String provider;
    private final Path file;

    KeyFile(String provider, Path file) {
        this.provider = provider;
        this.file = file;
    }

    @Override
    public Secret get() {
        return key(content());
    }

    private byte[] content() {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (IOException | SecurityException unreadable) {
            throw unusable("cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private Secret key(byte[] content) {
        if (content.length > MAX_BYTES) {
            throw unusable("is too large for a key");
        }
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw unusable("is empty");
        }
        try {
            return Secret.of(text);
        } catch (IllegalArgumentException severalLines) {
            throw unusable("is not one line");
        }
    }

    /** Whoever writes the key where its file belongs must not find it in a log. */
    private UnusableCredentialException unusable(String fact) {
        String path = Redactor.standard().preview(file.toString(), PATH_CHARS);
        return new UnusableCredentialException(
                provider,
                "API key file " + path + " " + fact + " (expected: a file with the key alone, as providers." + provider
                        + ".api-key-file names it)");
    }
}
