package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be known of a JSON member's name. Immutable. */
final class MemberName {
    private static final Set<String> PAIR_NAMES =
            Set.of("name", "key", "header", "field", "param", "parameter", "variable", "n", "k");
    private static final Set<String> PAIR_VALUES = Set.of("value", "values", "val", "v");
    private static final Set<String> BOOK_SIDES = Set.of("bids", "asks");

    static final MemberName NONE = new MemberName(new byte[0]);

    private final byte[] utf8;
    private final long head;
    private final long tail;
    private final NameRules.Verdict verdict;
    private final boolean pairName;
    private final boolean pairValue;
    private final boolean bookSide;
    private final @Nullable String shown;

    MemberName(byte[] utf8) {
        String name = new String(utf8, StandardCharsets.UTF_8);
        String lower = name.toLowerCase(Locale.ROOT);
        String redacted = TextRules.redactLine(name);
        this.utf8 = utf8;
        this.head = MemberNames.head(utf8, 0, utf8.length);
        this.tail = MemberNames.tail(utf8, 0, utf8.length);
        this.verdict = NameRules.of(name);
        this.pairName = PAIR_NAMES.contains(lower);
        this.pairValue = PAIR_VALUES.contains(lower);
        this.bookSide = BOOK_SIDES.contains(lower);
        this.shown = redacted.equals(name) ? null : redacted;
    }

    /** What to do with its value. */
    NameRules.Verdict verdict() {
        return verdict;
    }

    /** Whether its value may be the name of a pair. */
    boolean isPairName() {
        return pairName;
    }

    /** Whether it may be the value of a pair. */
    boolean isPairValue() {
        return pairValue;
    }

    /** Whether it is one side of an order book. */
    boolean isBookSide() {
        return bookSide;
    }

    /** The name as it may be shown; null if that is the name itself, as in all but odd cases. */
    @Nullable
    String shown() {
        return shown;
    }

    boolean isAscii() {
        for (byte b : utf8) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is this name, of which {@link MemberNames} has read the first and the last bytes. */
    boolean is(byte[] text, int from, int to, long first, long last) {
        return first == head
                && last == tail
                && to - from == utf8.length
                && (utf8.length <= 2 * Long.BYTES || Arrays.equals(utf8, 0, utf8.length, text, from, to));
    }
}
