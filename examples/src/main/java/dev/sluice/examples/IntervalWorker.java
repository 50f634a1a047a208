package dev.sluice.examples;

import dev.sluice.experiments.AuditPart;
import dev.sluice.experiments.Decision;
import dev.sluice.experiments.Experiment;
import dev.sluice.experiments.ExperimentException;
import dev.sluice.experiments.Interval;
import dev.sluice.logging.context.LogContext;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works through one interval: market, news, decision, journal. Whatever goes wrong ends in a failed interval, not in a lost one. */
final class IntervalWorker {
    private static final Logger LOG = LoggerFactory.getLogger(IntervalWorker.class);

    private final Experiment experiment;
    private final int intervals;
    private final MarketWatch markets;
    private final NewsDesk news;
    private final DecisionMaker decisions;

    IntervalWorker(Experiment experiment, int intervals, MarketWatch markets, NewsDesk news, DecisionMaker decisions) {
        this.experiment = experiment;
        this.intervals = intervals;
        this.markets = markets;
        this.news = news;
        this.decisions = decisions;
    }

    /** @param number from 1 */
    void process(int number) {
        String id = String.format(Locale.ROOT, "%04d", number);
        LogContext context = LogContext.with("interval_id", id);
        try (context;
                Interval interval = experiment.begin(id, Map.of("number", number))) {
            try {
                decide(number, interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interval.fail("interrupted");
            } catch (ExperimentException e) {
                throw e; // the journal cannot be written: there is no point in going on
            } catch (RuntimeException e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("event_type", "interval_failed")
                        .log("interval failed");
                interval.fail(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    private void decide(int number, Interval interval) throws InterruptedException {
        MarketView market = markets.view(intervals - number);
        News found = news.about(market);
        String context = Prompts.context(market, found);
        interval.audit(AuditPart.CONTEXT, context);
        interval.snippets(found.snippetIds());
        Answer answer = decisions.decide(context, market, interval);
        interval.decide(new Decision(
                answer.action(),
                answer.rationale(),
                market.odds(),
                Map.of(
                        "confidence",
                        answer.confidence(),
                        "size_pct",
                        answer.sizePercent(),
                        "market",
                        market.slug(),
                        "outcome",
                        market.outcome(),
                        "at",
                        market.at().toString())));
    }
}
