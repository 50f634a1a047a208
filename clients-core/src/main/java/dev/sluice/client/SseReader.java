package dev.sluice.client;

import dev.sluice.client.stream.SseEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Splits a body into server-sent events by the rules of the WHATWG HTML standard, §9.2.6.
 *
 * <p>Lines are split as bytes (LF, CR and CR LF have no part in any other UTF-8 character) and decoded whole, so it does not matter where
 * the chunks of the transfer end. An event that is not ended by an empty line was cut and is dropped, as the standard says.
 */
final class SseReader {
    private static final int CHUNK = 8192;

    private final InputStream body;
    private final int maxEventBytes;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private boolean afterCarriageReturn;
    private boolean firstLine = true;
    private String lastEventId = "";

    /** @param maxEventBytes of the lines of one event together */
    SseReader(InputStream body, int maxEventBytes) {
        this.body = body;
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * The next event, null at the end of the body.
     *
     * @throws EventTooLargeException if an event is larger than allowed
     */
    @Nullable
    SseEvent next() throws IOException {
        StringBuilder data = new StringBuilder();
        boolean hasData = false;
        String type = "";
        int size = 0;
        for (String text = nextLine(size); text != null; text = nextLine(size)) {
            if (text.isEmpty()) {
                if (hasData) {
                    return new SseEvent(
                            type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1), lastEventId);
                }
                type = "";
                size = 0;
                continue;
            }
            if (text.charAt(0) == ':') {
                continue;
            }
            size += text.length();
            int colon = text.indexOf(':');
            String field = colon < 0 ? text : text.substring(0, colon);
            String value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            switch (field) {
                case "data" -> {
                    data.append(value).append('\n');
                    hasData = true;
                }
                case "event" -> type = value;
                case "id" -> lastEventId = value.indexOf('\0') < 0 ? value : lastEventId;
                default -> {
                    // "retry" asks for reconnection, which these APIs do not offer; other fields are to be ignored
                }
            }
        }
        return null;
    }

    /** The next whole line without its end, null at the end of the body. */
    private @Nullable String nextLine(int sizeSoFar) throws IOException {
        line.reset();
        while (true) {
            if (position == limit && !fill()) {
                return null;
            }
            byte next = chunk[position++];
            boolean secondOfPair = afterCarriageReturn && next == '\n';
            afterCarriageReturn = next == '\r';
            if (secondOfPair) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                return decoded();
            }
            line.write(next);
            if (line.size() + sizeSoFar > maxEventBytes) {
                throw new EventTooLargeException(maxEventBytes);
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, body.read(chunk, 0, chunk.length));
        return limit > 0;
    }

    private String decoded() {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean byteOrderMark = firstLine && text.startsWith("\uFEFF");
        firstLine = false;
        return byteOrderMark ? text.substring(1) : text;
    }

    /** An event of a stream is larger than allowed. */
    static final class EventTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        EventTooLargeException(int maxEventBytes) {
            super("event too large (expected: at most " + maxEventBytes + " bytes)");
        }
    }
}
