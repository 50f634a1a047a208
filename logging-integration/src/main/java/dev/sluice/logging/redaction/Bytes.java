package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 that grows, in an array that is kept for the next text. */
final class Bytes {
    private static final int KEPT = 1 << 18;

    private byte[] array = new byte[1_024];
    private int length;

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        if (array.length > KEPT) {
            array = new byte[1_024];
        }
    }

    void append(byte b) {
        ensure(1);
        array[length++] = b;
    }

    /** Takes the last byte away. */
    byte pop() {
        return array[--length];
    }

    void append(byte[] from, int start, int end) {
        ensure(end - start);
        System.arraycopy(from, start, array, length, end - start);
        length += end - start;
    }

    void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        append(bytes, 0, bytes.length);
    }

    /** Appends a character, half of a pair as the replacement character. */
    void appendChar(int codePoint) {
        if (codePoint < 0x80) {
            append((byte) codePoint);
        } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            append("\ufffd");
        } else {
            append(Character.toString(codePoint));
        }
    }

    void replace(int start, int end, byte[] with) {
        ensure(with.length);
        System.arraycopy(array, end, array, start + with.length, length - end);
        System.arraycopy(with, 0, array, start, with.length);
        length += with.length - (end - start);
    }

    String text(int start, int end) {
        return new String(array, start, end - start, StandardCharsets.UTF_8);
    }

    private void ensure(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
        }
    }
}
