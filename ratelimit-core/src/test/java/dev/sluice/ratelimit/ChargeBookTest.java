package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChargeBookTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final ChargeBook book = new ChargeBook();

    @Test
    void charges_countAsLongAsTheirWindow() {
        enter("+ 2026-11-20T12:00:00Z 1 PT24H exa - sliding");
        enter("+ 2026-11-20T12:00:00.000000001Z 2 PT24H exa - sliding");
        enter("+ 2026-11-20T23:59:59Z 3 PT24H@UTC exa - daily");
        enter("+ 2026-11-21T00:00:00Z 4 PT24H@UTC exa - daily");

        assertThat(lines())
                .containsExactly(
                        "+ 2026-11-20T12:01:00Z 3 PT24H exa - sliding".replace("12:01:00", "12:00:00.000000001"),
                        "+ 2026-11-21T00:00:00Z 7 PT24H@UTC exa - daily");
    }

    @Test
    void farCharges_areNotMerged_andForgottenOneByOne() {
        enter("+ 2026-11-20T12:00:00Z 1 PT24H exa - sliding");
        enter("+ 2026-11-20T13:00:00Z 2 PT24H exa - sliding");

        assertThat(lines()).containsExactly("+ 2026-11-20T13:00:00Z 2 PT24H exa - sliding");
        assertThat(book.lines(NOON.plus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void whatIsTakenBack_isGone_asFarAsItIsThere() {
        enter("+ 2026-11-21T10:00:00Z 5 PT24H exa - rpd");
        enter("- 2026-11-21T10:00:00Z 2 PT24H exa - rpd");
        enter("- 2026-11-21T09:00:00Z 1 PT24H exa - rpd");
        enter("- 2026-11-21T10:00:00Z 1 PT24H exa - unknown");
        assertThat(lines()).containsExactly("+ 2026-11-21T10:00:00Z 3 PT24H exa - rpd");

        enter("- 2026-11-21T10:00:00Z 9 PT24H exa - rpd");

        assertThat(lines()).isEmpty();
    }

    @Test
    void oneQuota_isFoundUnderAllItsWindows_butNotAsMoney() {
        enter("+ 2026-11-21T10:00:00Z 1 PT24H exa - rpd");
        enter("+ 2026-11-21T11:00:00Z 2 PT24H@UTC exa - rpd");
        enter("+ 2026-11-21T11:00:00Z 4.000000000 PT24H exa - rpd");
        enter("+ 2026-11-21T11:00:00Z 8 PT24H exa contents rpd");
        enter("+ 2026-11-21T11:00:00Z 16 PT24H exa/second - rpd");
        ChargeKey key = new ChargeKey("exa", "", "rpd", false, ChargeWindow.parse("PT1H"));

        List<StateLine> lines = book.lines(key, NOON);

        assertThat(lines).extracting(StateLine::amount).containsExactly(1L, 2L);
    }

    private void enter(String line) {
        book.enter(StateLine.parse(line));
    }

    private List<String> lines() {
        return book.lines(NOON).stream().map(StateLine::toString).toList();
    }
}
