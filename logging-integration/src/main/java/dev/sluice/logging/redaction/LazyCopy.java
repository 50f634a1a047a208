package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;

/** An output that is the input's own text up to now, but for what was replaced: it is copied only when something is. */
final class LazyCopy {
    private final Bytes out = new Bytes();
    private byte[] in = {};
    private int start;
    private int copied;

    void begin(byte[] input, int from) {
        in = input;
        start = from;
        copied = from;
        out.clear();
    }

    void release() {
        in = new byte[0];
    }

    /** Whether something was replaced or left out. */
    boolean changed() {
        return copied != start;
    }

    /** What stands before this is in the output. */
    int copied() {
        return copied;
    }

    /** Where the next byte would stand in the output, when so much has been read. */
    int position(int at) {
        return out.length() + at - copied;
    }

    /** The output up to here. */
    Bytes upTo(int end) {
        if (end > copied) {
            out.append(in, copied, end);
            copied = end;
        }
        return out;
    }

    /** Something else for a piece of the input. */
    void replace(int from, int to, byte[] with) {
        upTo(from).append(with, 0, with.length);
        copied = to;
    }

    /** A JSON string for a piece of the input. */
    void replaceByString(int from, int to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        replaceByString(from, to, bytes, bytes.length);
    }

    /** The same for a text in UTF-8. */
    void replaceByString(int from, int to, Bytes text) {
        replaceByString(from, to, text.array(), text.length());
    }

    private void replaceByString(int from, int to, byte[] text, int length) {
        upTo(from).append((byte) '"');
        JsonStrings.escape(text, 0, length, out);
        out.append((byte) '"');
        copied = to;
    }
}
