package dev.sluice.openrouter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.CallSettler.ActualCost;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is settled by an answer, and what waits for OpenRouter's books. */
class UnsettledTest {

    private final Unsettled unsettled = new Unsettled();
    private final Charged charged = new Charged();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42 | 0.5 | {tokens=42, usd=0.5}",
                "42 |     | {tokens=42}",
                "0  |     | {tokens=0, usd=0}",
                "   | 0   | {usd=0}",
                "-1 | -1  | {}",
                "   |     | {}"
            })
    void whatIsSaid_isCharged_whatIsNotOrWithAMinus_isNot(
            @Nullable Long tokens, @Nullable BigDecimal usd, String expected) {
        ModelCalls.settle(charged, new Used("gen-1", tokens, Optional.ofNullable(usd)));

        assertThat(charged.amounts).hasToString(expected);
    }

    @Test
    void books_settleACallOnce() {
        unsettled.add("gen-1", charged);

        unsettled.settle(used("gen-2", "9"));
        assertThat(charged.amounts).isEmpty();
        unsettled.settle(used("gen-1", "0.25"));
        assertThat(charged.amounts).hasToString("{usd=0.25}");
        assertThat(unsettled.generations()).isEmpty();
        unsettled.settle(used("gen-1", "7"));

        assertThat(charged.amounts).hasToString("{usd=0.25}");
    }

    @Test
    void booksWithoutACost_settleNothing_andMayTellLater() {
        unsettled.add("gen-1", charged);

        unsettled.settle(Used.unknown("gen-1"));

        assertThat(unsettled.generations()).containsExactly("gen-1");
        assertThat(charged.amounts).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void answerWithoutId_cannotBeAskedFor(@Nullable String id) {
        unsettled.add(id, charged);

        assertThat(unsettled.generations()).isEmpty();
    }

    @Test
    void moreThanAThousand_forgetTheOldest() {
        for (int i = 0; i < 1_001; i++) {
            unsettled.add("gen-" + i, charged);
        }

        assertThat(unsettled.generations()).hasSize(1_000).startsWith("gen-1").endsWith("gen-1000");
    }

    private static Used used(String id, String usd) {
        return new Used(id, null, Optional.of(new BigDecimal(usd)));
    }

    private static final class Charged implements ActualCost {
        private final Map<String, Object> amounts = new LinkedHashMap<>();

        @Override
        public ActualCost used(String quota, long amount) {
            amounts.put(quota, amount);
            return this;
        }

        @Override
        public ActualCost used(String quota, BigDecimal amount) {
            amounts.put(quota, amount);
            return this;
        }

        @Override
        public ActualCost usedNothing() {
            amounts.put("everything", 0);
            return this;
        }
    }
}
