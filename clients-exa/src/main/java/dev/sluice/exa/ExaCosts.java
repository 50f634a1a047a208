package dev.sluice.exa;

import dev.sluice.client.spi.CallSettler.ActualCost;
import dev.sluice.client.spi.CallSpec;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.answer.AnswerChunk;
import dev.sluice.exa.answer.AnswerResponse;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.search.ContentsResponse;
import dev.sluice.exa.search.ContextResponse;
import dev.sluice.exa.search.CostDollars;
import dev.sluice.exa.search.SearchChunk;
import dev.sluice.exa.search.SearchResponse;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Charges a quota {@code usd}, where one is configured, with what Exa says a call cost. Starting a research task or an agent's run is charged a
 * budget's estimate, and stays so: their cost is in every later answer about them, and would be charged as often as somebody looks.
 */
final class ExaCosts {
    private ExaCosts() {}

    /** What starts a task costs money, though its answer does not say how much. */
    static void plan(CallSpec call) {
        if (call.argument(ResearchRequest.class).isPresent()
                || call.argument(AgentRunRequest.class).isPresent()) {
            call.billed();
        }
    }

    static void settle(Object answer, ActualCost actual) {
        CostDollars cost = costOf(answer);
        BigDecimal total = cost == null ? null : cost.total();
        if (total != null && total.signum() >= 0) {
            actual.used("usd", total);
        }
    }

    private static @Nullable CostDollars costOf(Object answer) {
        if (answer instanceof SearchResponse found) {
            return found.costDollars();
        }
        if (answer instanceof ContentsResponse fetched) {
            return fetched.costDollars();
        }
        if (answer instanceof AnswerResponse given) {
            return given.costDollars();
        }
        if (answer instanceof ContextResponse excerpts) {
            return excerpts.costDollars();
        }
        if (answer instanceof AnswerChunk last) {
            return last.costDollars();
        }
        return answer instanceof SearchChunk last ? last.costDollars() : null;
    }
}
