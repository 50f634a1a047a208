package dev.sluice.logging.logback;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes instants as {@code 2026-11-21T16:05:06.123456Z}. Lines come many to a second, whose text is kept. Thread-safe. */
final class UtcTime {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);

    private static volatile Second last = new Second(0, SECONDS.format(Instant.EPOCH));

    private UtcTime() {}

    /** @param digits of the fraction, 1 to 9; cut, not rounded */
    static String text(Instant instant, int digits) {
        Second second = last;
        if (second.epochSecond != instant.getEpochSecond()) {
            second = new Second(instant.getEpochSecond(), SECONDS.format(instant));
            last = second;
        }
        byte[] text = new byte[second.text.length() + digits + 1];
        byte[] front = second.text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(front, 0, text, 0, front.length);
        int rest = instant.getNano();
        for (int digit = 9; digit > 0; digit--) {
            if (digit <= digits) {
                text[front.length + digit - 1] = (byte) ('0' + rest % 10);
            }
            rest /= 10;
        }
        text[text.length - 1] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private record Second(long epochSecond, String text) {}
}
