package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Fixture fixture = Fixture.gate(1);
    private final Account account = ((DefaultLimiter) fixture.limiter).account();
    private final LostPermits lost = new LostPermits(false);
    private final Ledger ledger = new LedgerKey(account, lost).ledger();

    @Test
    void issues_asManyAsThereAreBits() {
        assertThat(IntStream.range(0, Ledger.SIZE).map(i -> ledger.issue()))
                .containsExactly(IntStream.range(0, Ledger.SIZE).boxed().toArray(Integer[]::new));
        assertThat(ledger.issue()).isEqualTo(-1);
        assertThat(ledger.issued()).isEqualTo(Ledger.SIZE);
    }

    @Test
    void close_isForTheFirstCallerOnly() {
        int one = ledger.issue();
        int other = ledger.issue();

        assertThat(ledger.close(one)).isTrue();
        assertThat(ledger.close(one)).isFalse();
        assertThat(ledger.close(other)).isTrue();
        assertThat(ledger.close(5)).as("never issued").isFalse();
    }

    @Test
    void seal_tellsTheCountOnce_andIssuesNoMore() {
        ledger.issue();
        ledger.issue();

        assertThat(ledger.seal()).isEqualTo(2);
        assertThat(ledger.seal()).isZero();
        assertThat(ledger.issued()).isZero();
        assertThat(ledger.issue()).isEqualTo(-1);
        assertThat(ledger.close(1)).isTrue();
    }

    @Test
    void watched_untilSealedAndAllClosed() {
        int number = ledger.issue();
        assertThat(lost.watched()).isEqualTo(1);
        ledger.seal();
        assertThat(lost.watched()).isEqualTo(1);
        ledger.close(number);
        assertThat(lost.watched()).isZero();
    }

    @Test
    void manyPermits_areNumberedAndCountedThroughManyLedgers() {
        for (int i = 0; i < 10 * Ledger.SIZE; i++) {
            fixture.take().close();
        }

        assertThat(fixture.limiter.snapshot().totals().granted()).isEqualTo(10L * Ledger.SIZE);
        assertThat(fixture.limiter.snapshot().waits().count()).isEqualTo(10L * Ledger.SIZE);
    }
}
