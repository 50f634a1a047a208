package dev.sluice.ratelimit.golden;

import dev.sluice.ratelimit.AdaptiveConfig;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.QuotaConfig;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** All scenarios with all strategies, as results and as text. */
final class Report {
    static final String ORACLE = "best possible";
    static final String DEAF = "back-off alone, deaf to Retry-After";
    static final String OBEDIENT = "back-off alone, obeying Retry-After";
    static final String RIGHT = "Sluice, right limits";
    static final String TO_THE_DIGIT = "Sluice, right limits without a margin";
    static final String TOO_HIGH = "Sluice, limits twice too high, feedback";
    static final String ADAPTIVE = "Sluice, limits twice too high, feedback, adaptive concurrency";
    static final String REMAINING = "Sluice, limits twice too high, feedback, remaining and reset";
    static final String TOLD = "Sluice, right limits, reconfigured with it";

    private static final Duration WINDOW = Duration.ofSeconds(10);
    /** More than the wire's jitter: what departed a window apart must also arrive a window apart. */
    private static final Duration MARGIN = Duration.ofMillis(50);

    private final Map<Scenario, Map<String, Result>> results = new LinkedHashMap<>();

    Report() {
        for (int workers : new int[] {1, 10, 50}) {
            List<Scenario> scenarios =
                    List.of(Scenario.steady(workers), Scenario.bursty(workers), Scenario.shrinking(workers));
            scenarios.forEach(scenario -> results.put(scenario, results(scenario)));
        }
    }

    Map<Scenario, Map<String, Result>> results() {
        return results;
    }

    private static Map<String, Result> results(Scenario scenario) {
        Map<String, BiFunction<VirtualTime, Draws, Strategy>> strategies = new LinkedHashMap<>();
        strategies.put(DEAF, (time, draws) -> new BackOff(time, draws, false));
        strategies.put(OBEDIENT, (time, draws) -> new BackOff(time, draws, true));
        strategies.put(TOO_HIGH, (time, draws) -> new Limited(time, limits(10, 40, WINDOW)));
        strategies.put(
                ADAPTIVE,
                (time, draws) ->
                        new Limited(time, limits(10, 40, WINDOW).withAdaptive(new AdaptiveConfig(null, null))));
        strategies.put(REMAINING, (time, draws) -> new Limited(time, limits(10, 40, WINDOW)).hearingWhatIsLeft());
        strategies.put(TO_THE_DIGIT, (time, draws) -> new Limited(time, limits(4, 20, WINDOW)));
        strategies.put(RIGHT, (time, draws) -> new Limited(time, limits(4, 20, WINDOW.plus(MARGIN))));
        if (scenario.shrinks()) {
            strategies.put(
                    TOLD,
                    (time, draws) -> new Limited(time, limits(4, 20, WINDOW.plus(MARGIN)))
                            .reconfigured(scenario.shrinksAt(), limits(2, 10, WINDOW.plus(MARGIN))));
        }
        Map<String, Result> results = new LinkedHashMap<>();
        results.put(ORACLE, Oracle.result(scenario));
        strategies.forEach((name, strategy) -> results.put(name, new Run(scenario, strategy).result()));
        return results;
    }

    private static LimitsConfig limits(int concurrent, int permits, Duration window) {
        return LimitsConfig.of(concurrent, Duration.ZERO).withQuotas(QuotaConfig.sliding("requests", permits, window));
    }

    String text() {
        List<String> lines = new ArrayList<>(
                List.of(
                        "# A provider with a hidden limit: Sluice against back-off alone",
                        "",
                        "Made by `HiddenLimitTest` in virtual time; the same on every machine and JDK. After a change that is meant:",
                        "`mvn -pl ratelimit-core -am test -Dtest=HiddenLimitTest -Dsurefire.failIfNoSpecifiedTests=false -Dsluice.golden=write`.",
                        "",
                        "The provider accepts 20 requests in any 10 s and 4 at once, answers the others 429 with Retry-After in whole seconds, takes 200 to 600 ms",
                        "(one in fifty: 2 to 4 s), and is 1 to 20 ms away, each way, at random. Clients are not told. Back-off: 0.5 s doubling to 8 s, full jitter,",
                        "until served. Sluice: a permit per attempt, each 429 fed back as a pause, no back-off of its own; right limits are 4 and 20 per 10.05 s",
                        "(50 ms more than the server's window, because what departs 10 s apart arrives up to 19 ms closer). Where the limit halves they are right for",
                        "the first 120 s only, unless somebody reconfigures. Adaptive: halved by a 429, one more every 5 s. Remaining and reset: the server says with each",
                        "answer what its window has left and, in whole seconds, when it has more; of its concurrency it says nothing.",
                        "",
                        "Utilisation: the time that the best possible client needs with as many workers, who knows the limit, the wire and the server's clock, by",
                        "the time taken. Latency: from a worker's taking a request to its answer, waits and repetitions included."));
        results.forEach((scenario, byStrategy) -> {
            lines.add("");
            lines.add("## " + scenario.name() + ", " + scenario.workers()
                    + (scenario.workers() == 1 ? " worker" : " workers"));
            lines.add("");
            lines.add("| | served | 429s | utilisation | p50 | p99 | finished |");
            lines.add("|---|---:|---:|---:|---:|---:|---:|");
            Result best = byStrategy.get(ORACLE);
            byStrategy.forEach((name, result) -> lines.add(row(name, result, best)));
        });
        return String.join("\n", lines) + "\n";
    }

    private static String row(String name, Result result, Result best) {
        long utilisation = result.utilisationPerMille(best);
        return "| " + name + " | " + result.served() + " | " + result.tooMany() + " | " + utilisation / 10 + "."
                + utilisation % 10 + " % | " + seconds(result.percentileNanos(50)) + " | "
                + seconds(result.percentileNanos(99)) + " | " + seconds(result.finishedNanos()) + " |";
    }

    private static String seconds(long nanos) {
        long hundredths = nanos / 10_000_000;
        return hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100 + " s";
    }
}
