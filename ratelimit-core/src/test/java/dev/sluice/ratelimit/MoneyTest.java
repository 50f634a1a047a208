package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.00, 0",
        "1, 1000000000",
        "5.00, 5000000000",
        "0.000000001, 1",
        "0.0000000001, 1",
        "1E-999999999, 1",
        "0.0000000011, 2",
        "0.1234567891, 123456790",
        "1000000000, 1000000000000000000",
        "1E+9, 1000000000000000000",
    })
    void charge_isRoundedUp(BigDecimal amount, long nanos) {
        assertThat(Money.charge("cost usd", amount)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000000000.000000001", "1E+999999999"})
    void chargeOutOfRange_isRefused(BigDecimal amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.charge("cost usd", amount))
                .withMessage("cost usd: " + amount + " (expected: not negative, at most a billion)");
    }

    @ParameterizedTest
    @CsvSource({"5.00, 5000000000", "0.000000001, 1", "1E+3, 1000000000000", "2.50000000000000, 2500000000"})
    void budget_isExact(BigDecimal amount, long nanos) {
        assertThat(Money.budget(amount)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0000000001", "1.0000000001", "1000000001", "1E+999999999", "1E-999999999"})
    void budgetThatIsNone_isRefused(BigDecimal amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.budget(amount))
                .withMessage("amount: " + amount + " (expected: above zero, at most a billion, at most nine decimals)");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.000000001", "1500000000, 1.5", "100000000000, 100"})
    void amount_isShownWithoutNeedlessZeros(long nanos, String shown) {
        assertThat(Money.amount(nanos).toPlainString()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "3, 3, 3000000000",
        "2305843009, 2305843009, 2305843009000000000",
        "2305843010, 2305843010, 2305843009213693951",
        "9223372036854775807, 2305843009213693951, 2305843009213693951",
    })
    void wholeCost_isPermitsOrUnitsOfMoney(long amount, long permits, long nanos) {
        assertThat(Cost.of("tokens", amount)).isEqualTo(new Cost(permits, nanos));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0.1, 1, 100000000", "2.0, 2, 2000000000", "2.000000001, 3, 2000000001"})
    void decimalCost_isMoney_orPermitsRoundedUp(BigDecimal amount, long permits, long nanos) {
        assertThat(Cost.of("usd", amount)).isEqualTo(new Cost(permits, nanos));
    }

    @Test
    void negativeCost_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cost.of("cost tokens", -1))
                .withMessage("cost tokens: -1 (expected: not negative)");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 3",
        "9223372036854775807, 1, 2305843009213693951",
        "2305843009213693951, 2305843009213693951, 2305843009213693951",
    })
    void sum_neverOverflows(long one, long other, long sum) {
        assertThat(Cost.sum(one, other)).isEqualTo(sum);
        assertThat(Cost.sum(other, one)).isEqualTo(sum);
    }
}
