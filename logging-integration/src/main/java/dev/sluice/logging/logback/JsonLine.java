package dev.sluice.logging.logback;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * Writes one line of JSON in UTF-8 into a buffer that is kept for the next one. Text is taken to have no half characters, which redaction
 * replaces; one that is there nevertheless becomes a question mark. Decimals are written in full, without an exponent. For one thread.
 */
final class JsonLine implements FieldWriter {
    private static final int USUAL_BYTES = 2_048;
    private static final int KEPT_BYTES = 65_536;

    /** Written in full, 1E+1000000000 would have a billion digits. */
    private static final int MAX_SCALE = 100;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;

    /** Begins a line; what was written before is gone. */
    void begin() {
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[USUAL_BYTES];
        }
        length = 0;
        raw('{');
    }

    @Override
    public void field(String name, Object value) {
        name(name);
        value(value);
    }

    /** The whole line with its line feed. */
    byte[] end() {
        raw('}');
        raw('\n');
        return Arrays.copyOf(bytes, length);
    }

    private void name(String name) {
        if (bytes[length - 1] != '{') {
            raw(',');
        }
        text(name);
        raw(':');
    }

    private void value(Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Integer || value instanceof Long) {
            whole(((Number) value).longValue());
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean) {
            ascii(value.toString());
        } else if (value instanceof Map<?, ?> map) {
            raw('{');
            map.forEach((name, element) -> field(String.valueOf(name), element));
            raw('}');
        } else if (value instanceof Collection<?> elements) {
            array(elements);
        } else {
            text(String.valueOf(value));
        }
    }

    private void array(Collection<?> elements) {
        raw('[');
        boolean first = true;
        for (Object element : elements) {
            if (!first) {
                raw(',');
            }
            first = false;
            value(element);
        }
        raw(']');
    }

    /** JSON has no NaN and no infinity. */
    private void number(Number number) {
        boolean binary = number instanceof Double || number instanceof Float;
        boolean endless = binary && !Double.isFinite(number.doubleValue());
        boolean endlessly = number instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) > MAX_SCALE;
        if (endless || endlessly) {
            text(number.toString());
        } else {
            ascii(number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString());
        }
    }

    private void whole(long number) {
        if (number < 0) {
            ascii(Long.toString(number));
            return;
        }
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        room(digits);
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void text(String text) {
        room(3 * text.length() + 2);
        bytes[length++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else if (c < 0x80) {
                escape(c, text.length() - i);
            } else {
                i += beyondAscii(text, i);
            }
        }
        raw('"');
    }

    /** @param left how many characters of the text are still to come, this one included */
    private void escape(char c, int left) {
        room(6 + 3 * left + 2);
        bytes[length++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[length++] = (byte) c;
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            case '\b' -> bytes[length++] = 'b';
            case '\f' -> bytes[length++] = 'f';
            default -> {
                ascii("u00");
                bytes[length++] = HEX[c >> 4];
                bytes[length++] = HEX[c & 0xf];
            }
        }
    }

    /** Returns by how many characters more than one it went on. */
    private int beyondAscii(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | (c >> 6));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
            return 0;
        }
        if (!Character.isSurrogate(c)) {
            bytes[length++] = (byte) (0xe0 | (c >> 12));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
            return 0;
        }
        if (!Character.isHighSurrogate(c)
                || at + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(at + 1))) {
            bytes[length++] = '?';
            return 0;
        }
        int point = Character.toCodePoint(c, text.charAt(at + 1));
        bytes[length++] = (byte) (0xf0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        bytes[length++] = (byte) (0x80 | (point & 0x3f));
        return 1;
    }

    private void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void raw(char one) {
        room(1);
        bytes[length++] = (byte) one;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }
}
