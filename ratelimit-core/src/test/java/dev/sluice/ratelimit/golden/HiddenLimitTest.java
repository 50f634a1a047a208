package dev.sluice.ratelimit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Sluice against back-off alone at a provider whose limit nobody is told. The figures are committed; {@code -Dsluice.golden=write} writes
 * them anew.
 */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "virtual time, and a report that is committed")
class HiddenLimitTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "hidden-limit.md");

    private final Report report = new Report();

    @Test
    void figures_areThoseCommitted() throws IOException {
        if ("write".equals(System.getProperty("sluice.golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, report.text());
        }
        assertThat(report.text())
                .as("%s (to accept the change: -Dsluice.golden=write)", GOLDEN)
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void rightLimits_areRejectedTenTimesLess_andUseTheCapacity() {
        report.results().forEach((scenario, results) -> {
            Result best = results.get(Report.ORACLE);
            Result sluice = results.get(scenario.shrinks() ? Report.TOLD : Report.RIGHT);
            for (String peer : new String[] {Report.DEAF, Report.OBEDIENT}) {
                assertThat(sluice.tooMany())
                        .as("%s, %s workers, 429s against %s", scenario.name(), scenario.workers(), peer)
                        .isLessThanOrEqualTo(results.get(peer).tooMany() / 10);
            }
            assertThat(sluice.utilisationPerMille(best))
                    .as("%s, %s workers, utilisation", scenario.name(), scenario.workers())
                    .isGreaterThanOrEqualTo(950);
        });
    }

    @Test
    void everyStrategy_servesEverything() {
        report.results()
                .forEach((scenario, results) -> assertThat(results.values())
                        .hasSizeGreaterThanOrEqualTo(6)
                        .allMatch(
                                result -> result.served() == scenario.releases().size()));
    }

    @Test
    void wrongLimitsWithFeedback_areStillRejectedLessThanBackOffThatIsDeaf() {
        report.results()
                .forEach((scenario, results) -> assertThat(tooMany(results, Report.TOO_HIGH))
                        .as("%s, %s workers", scenario.name(), scenario.workers())
                        .isLessThanOrEqualTo(tooMany(results, Report.DEAF)));
    }

    @Test
    void adaptiveConcurrency_isRejectedLess_andUsesMore_whereTheLimitsAreTooHighForManyWorkers() {
        report.results().forEach((scenario, results) -> {
            Result best = results.get(Report.ORACLE);
            Result fixed = results.get(Report.TOO_HIGH);
            Result adaptive = results.get(Report.ADAPTIVE);
            assertThat(adaptive.tooMany()).as(scenario.name()).isLessThanOrEqualTo(fixed.tooMany());
            assertThat(adaptive.utilisationPerMille(best))
                    .as("%s, %s workers", scenario.name(), scenario.workers())
                    .isGreaterThanOrEqualTo(Math.min(940, fixed.utilisationPerMille(best)));
        });
    }

    private static int tooMany(Map<String, Result> results, String strategy) {
        return results.get(strategy).tooMany();
    }
}
