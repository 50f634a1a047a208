package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {
    private final VirtualTime time = VirtualTime.manual();
    private final Account account =
            new Account("exa", SimulatorOptions.defaults().withTime(time).withMaxConcurrent("exa", 2));
    private final Operation operation =
            Operation.of("search", SlidingWindow.of("search", 3, Duration.ofSeconds(1), time));

    @Test
    void report_beforeAnything_isEmpty() {
        ProviderReport report = account.report();
        assertThat(report.calls()).isZero();
        assertThat(report.smallestSpacingMs()).isNull();
        assertThat(report.highestConcurrency()).isZero();
        assertThat(report.byOperation()).isEmpty();
        assertThat(report.sandboxesAlive()).isNull();
    }

    @Test
    void report_keepsTheSmallestSpacing() {
        for (int millis : new int[] {0, 500, 150, 300}) {
            time.advance(Duration.ofMillis(millis));
            account.arrive().leave();
        }
        assertThat(account.report().smallestSpacingMs()).isEqualTo(150.0);
        assertThat(account.report().calls()).isEqualTo(4);
        assertThat(account.report().highestConcurrency()).isEqualTo(1);
    }

    @Test
    void admit_moreTogetherThanAllowed_isRefusedAsConcurrency() {
        Account.Visit first = account.arrive();
        Account.Visit second = account.arrive();
        Account.Visit third = account.arrive();

        assertThat(first.admit(operation)).isEmpty();
        assertThat(second.admit(operation)).isEmpty();
        assertThat(third.admit(operation).orElseThrow().limitName()).isEqualTo(Refusal.CONCURRENCY);
        third.leave();
        third.leave();
        first.leave();
        assertThat(account.arrive().admit(operation)).isEmpty();
        ProviderReport report = account.report();
        assertThat(report.highestConcurrency()).isEqualTo(3);
        assertThat(report.violations()).isEqualTo(1);
        assertThat(report.rejected429()).isEqualTo(1);
    }

    @Test
    void faults_theOldestThatFitsStrikes() {
        account.inject(Fault.status(500).onOperation("other"));
        account.inject(Fault.status(503));
        account.inject(Fault.status(502));

        assertThat(status("search")).isEqualTo(503);
        assertThat(status("search")).isEqualTo(502);
        assertThat(status("search")).isZero();
        assertThat(status("other")).isEqualTo(500);
        assertThat(account.report().injectedFaults()).isEqualTo(3);
        assertThat(account.report().byOperation()).isEqualTo(Map.of("search", 3L, "other", 1L));
    }

    @Test
    void pause_startsWithTheFirstAnswerAndIsNotProlongedByLaterOnes() {
        account.inject(Fault.tooManyRequests(Duration.ofSeconds(2), Duration.ofSeconds(10)));
        Account.Visit first = account.arrive();
        InjectedFault fault = first.ask("search").orElseThrow();
        first.answeredInstead(Answer.json(429, Map.of()));
        account.arrive();
        assertThat(account.report().callsDuringPause()).isZero();
        first.answered(fault);
        account.arrive();
        time.advance(Duration.ofMillis(1500));
        first.answered(fault);
        account.arrive();
        time.advance(Duration.ofMillis(500));
        account.arrive();

        assertThat(account.report().callsDuringPause()).isEqualTo(2);
        first.answered(fault);
        account.arrive();
        assertThat(account.report().callsDuringPause()).isEqualTo(3);
        assertThat(account.report().injected429()).isEqualTo(1);
    }

    private int status(String operationName) {
        return account.arrive()
                .ask(operationName)
                .map(fault -> fault.fault().status())
                .orElse(0);
    }
}
