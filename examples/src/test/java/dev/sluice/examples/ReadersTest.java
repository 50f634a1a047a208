package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.exa.ExaClient;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.polymarket.PolymarketClient;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the bot reads from each provider. */
@ExtendWith(SimulatorsExtension.class)
class ReadersTest {
    private static final Instant NOW = Instant.now();

    private final Spending spending = new Spending();

    @Test
    void marketWatch_readsOddsBookAndTheDayBefore(Simulators simulators) {
        try (Sluice sluice = SimulatedClients.open(simulators)) {
            MarketWatch watch = MarketWatch.choose(sluice.client(PolymarketClient.class), NOW);
            MarketView now = watch.view(0);
            assertThat(now.odds()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
            assertThat(now.bestBid()).isLessThan(now.bestAsk());
            assertThat(now.prices()).hasSizeGreaterThan(10).endsWith(now.odds());
            assertThat(now.describe())
                    .contains(now.question(), "Odds: " + now.odds().toPlainString(), "Best bid: ");
            assertThat(now.facts()).containsEntry("symbol", now.slug());
        }
    }

    @Test
    void marketWatch_stepsBackAnHourAtATime(Simulators simulators) {
        try (Sluice sluice = SimulatedClients.open(simulators)) {
            MarketWatch watch = MarketWatch.choose(sluice.client(PolymarketClient.class), NOW);
            MarketView now = watch.view(0);
            MarketView earlier = watch.view(5);
            assertThat(Duration.between(earlier.at(), now.at())).isEqualTo(Duration.ofHours(5));
            assertThat(earlier.slug()).isEqualTo(now.slug());
        }
    }

    @Test
    void newsDesk_givesIdsTextAndCost(Simulators simulators) {
        try (Sluice sluice = SimulatedClients.open(simulators)) {
            News news = new NewsDesk(sluice.client(ExaClient.class), spending).about(market(sluice));
            assertThat(news.snippetIds()).hasSize(5).doesNotHaveDuplicates();
            assertThat(news.text().lines()).hasSizeGreaterThanOrEqualTo(5);
            assertThat(spending.of("exa").dollars()).isPositive();
        }
    }

    @Test
    void model_answersInTheFormThatWasAskedFor_andTellsTokensAndCost(Simulators simulators) {
        try (Sluice sluice = SimulatedClients.open(simulators)) {
            MarketView market = market(sluice);
            Model model = new Model(
                    sluice.client(OpenRouterClient.class),
                    LlmCompletionLogger.builder().build(),
                    spending);
            Model.Reply decision = model.ask(Prompts.decision(market.describe()), market);
            assertThat(Answer.parse(decision.text()).rationale()).isNotBlank();
            Model.Reply program = model.ask(Prompts.program(market.describe()), market);
            assertThat(Answer.program(program.text())).contains("print(");
            assertThat(program.requestId()).isNotEqualTo(decision.requestId());
            assertThat(spending.of("openrouter").tokens()).isPositive();
            assertThat(spending.of("openrouter").dollars()).isPositive();
        }
    }

    private static MarketView market(Sluice sluice) {
        return MarketWatch.choose(sluice.client(PolymarketClient.class), NOW).view(0);
    }
}
