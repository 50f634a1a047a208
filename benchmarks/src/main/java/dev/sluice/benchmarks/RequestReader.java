package dev.sluice.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads requests {@code POST /calls/7} from a connection, as much of HTTP/1.1 as our clients use. */
final class RequestReader {
    private static final String LENGTH = "\r\ncontent-length: ";

    private final InputStream in;
    private final byte[] buffer = new byte[16_384];
    private int limit;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** The number of the next request, whose body has been read, too; -1 at the end. */
    int next() throws IOException {
        int end = headEnd();
        while (end < 0) {
            if (!fill()) {
                return -1;
            }
            end = headEnd();
        }
        String head = new String(buffer, 0, end, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int all = end + bodyLength(head);
        while (limit < all) {
            if (!fill()) {
                throw new EOFException();
            }
        }
        System.arraycopy(buffer, all, buffer, 0, limit - all);
        limit -= all;
        return Integer.parseInt(head.substring(head.indexOf("/calls/") + 7, head.indexOf(" http/")));
    }

    private static int bodyLength(String head) {
        int at = head.indexOf(LENGTH);
        return at < 0
                ? 0
                : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at + LENGTH.length())));
    }

    private int headEnd() {
        for (int i = 3; i < limit; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count > 0;
    }
}
