package dev.sluice.ratelimit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Reads a state file. The last line, if torn, is what a crash left of a charge whose permit was not given out: it is dropped; no other is. */
final class StateReader {
    static final String HEADER = "sluice-limits-state 1";

    private static final String ADVICE = "; without the file, its quotas start anew)";

    private StateReader() {}

    /**
     * What the file says that still counts. Stamps that are later than now, because the clock was set back, count as of now.
     *
     * @param shown what to call the file
     * @throws StateFileException if a line is no charge
     */
    static ChargeBook read(Path shown, Path file, Instant now) throws IOException {
        ChargeBook book = new ChargeBook();
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        int whole = text.lastIndexOf('\n') + 1;
        if (whole == 0) {
            if (HEADER.startsWith(text)) {
                return book;
            }
            throw notOurs(shown);
        }
        String[] lines = text.substring(0, whole - 1).split("\n", -1);
        if (!lines[0].equals(HEADER)) {
            throw notOurs(shown);
        }
        long latest = StateLine.nanos(now);
        for (int i = 1; i < lines.length; i++) {
            book.enter(notAfter(latest, parse(shown, i + 1, lines[i])));
        }
        return book;
    }

    private static StateLine notAfter(long latest, StateLine line) {
        return line.stamp() <= latest ? line : new StateLine(line.taken(), latest, line.amount(), line.key());
    }

    private static StateLine parse(Path shown, int number, String line) {
        try {
            return StateLine.parse(line);
        } catch (IllegalArgumentException e) {
            throw new StateFileException(
                    shown + ":" + number + ": not a charge (expected: " + StateLine.EXPECTED + ADVICE, e);
        }
    }

    private static StateFileException notOurs(Path shown) {
        return new StateFileException(shown + ":1: another file (expected: " + HEADER + ADVICE, null);
    }
}
