package dev.sluice.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a body into memory, never more of it than is allowed. */
final class BodyReader {
    /** Of an error's body; what an error has to say stands at its beginning. */
    static final int ERROR_BYTES = 65_536;

    /** So much is given room on a server's word alone; room for more grows with what comes. */
    private static final int EXACT_BYTES = 65_536;

    private static final int CHUNK = 8_192;

    private final int maxBytes;

    BodyReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Null if it is too large: by what it announces, then nothing is read of it, or by what came.
     *
     * @param announced how many bytes are to come over the wire, -1 if unknown
     */
    byte @Nullable [] whole(Answer answer, long announced) throws IOException {
        if (announced > maxBytes) {
            return null;
        }
        if (announced > 0 && announced <= EXACT_BYTES && answer.encoding() == ContentEncoding.NONE) {
            return exactly(answer.body(), (int) announced);
        }
        byte[] all = answer.body().readNBytes(maxBytes + 1);
        return all.length > maxBytes ? null : all;
    }

    /** With the end, so that the connection can be used again. */
    private static byte[] exactly(InputStream body, int length) throws IOException {
        byte[] all = new byte[length];
        if (body.readNBytes(all, 0, length) < length || body.read() >= 0) {
            throw new IOException("body not as long as announced");
        }
        return all;
    }

    /** As much as an error needs. What its status says stands, also if the server breaks off or falls silent after it. */
    static byte[] beginning(Call call, Answer answer, int maxBytes) throws IOException {
        int most = Math.min(maxBytes, ERROR_BYTES);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try {
            for (int count = 0; count >= 0 && read.size() < most; ) {
                count = answer.body().read(chunk, 0, Math.min(CHUNK, most - read.size()));
                read.write(chunk, 0, Math.max(0, count));
            }
        } catch (IOException broken) {
            if (call.isGivenUp()) {
                throw broken;
            }
        }
        return read.toByteArray();
    }
}
