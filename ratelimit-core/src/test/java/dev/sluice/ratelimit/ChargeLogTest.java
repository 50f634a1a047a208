package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargeLogTest {
    private final ChargeLog log = new ChargeLog();

    @Test
    void charges_areKeptApart_unlessOfOneStamp() {
        log.add(1, 5, 0);
        log.add(1, 2, 0);
        log.add(2, 3, 0);

        assertThat(entries()).containsExactly("1-1:7", "2-2:3");
        assertThat(log.sum()).isEqualTo(10);
    }

    @Test
    void closeCharges_countAsMadeAtTheLaterStamp() {
        log.add(0, 1, 10);
        log.add(9, 1, 10);
        log.add(10, 1, 10);

        assertThat(entries()).containsExactly("0-9:2", "10-10:1");
        log.forget(8);
        assertThat(log.sum()).isEqualTo(3);
        log.forget(9);
        assertThat(log.sum()).isEqualTo(1);
    }

    @Test
    void chargeToldLate_countsAsMadeAtTheNewestStamp_andIsStillFoundByItsOwn() {
        log.add(10, 1, 0);
        log.add(20, 2, 0);
        log.add(15, 4, 0);

        assertThat(entries()).containsExactly("10-10:1", "15-20:6");
        assertThat(log.remove(15, 4)).isEqualTo(4);
        assertThat(log.sum()).isEqualTo(3);
    }

    @ParameterizedTest(name = "of 2 at 10 and 5 at 20, {1} at {0} give back {2}")
    @CsvSource({"10, 1, 1", "10, 2, 2", "10, 3, 2", "20, 5, 5", "15, 1, 0", "9, 1, 0", "21, 1, 0"})
    void remove_givesBackWhatIsThere(long stamp, long amount, long back) {
        log.add(10, 2, 0);
        log.add(20, 5, 0);

        assertThat(log.remove(stamp, amount)).isEqualTo(back);
        assertThat(log.sum()).isEqualTo(7 - back);
    }

    @Test
    void emptiedEntry_isGone() {
        log.add(1, 1, 0);
        log.remove(1, 1);

        assertThat(entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 10", "3, 20", "7, 20", "8, 30", "9, 30"})
    void stampOfRidding_isTheYoungestThatMustGo(long amount, long stamp) {
        log.add(10, 2, 0);
        log.add(20, 5, 0);
        log.add(30, 1, 0);

        assertThat(log.stampOfRidding(amount)).isEqualTo(stamp);
    }

    @Test
    void sum_isCut_andStillAddsUp() {
        log.add(1, Cost.MOST, 0);
        log.add(2, 7, 0);
        assertThat(log.sum()).isEqualTo(Cost.MOST);

        log.forget(1);

        assertThat(log.sum()).isZero();
    }

    private List<String> entries() {
        List<String> shown = new ArrayList<>();
        log.forEach((first, last, amount) -> shown.add(first + "-" + last + ":" + amount));
        return shown;
    }
}
