package dev.sluice.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A gzip body, opened at the first read; an empty one is empty, as servers send it with 204 and to HEAD. */
final class GzipBody extends InputStream {
    private final PushbackInputStream compressed;
    private @Nullable InputStream plain;

    GzipBody(InputStream compressed) {
        this.compressed = new PushbackInputStream(compressed);
    }

    @Override
    public int read() throws IOException {
        return plain().read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return plain().read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }

    private InputStream plain() throws IOException {
        if (plain == null) {
            int first = compressed.read();
            if (first < 0) {
                plain = InputStream.nullInputStream();
            } else {
                compressed.unread(first);
                plain = new GZIPInputStream(compressed);
            }
        }
        return plain;
    }
}
