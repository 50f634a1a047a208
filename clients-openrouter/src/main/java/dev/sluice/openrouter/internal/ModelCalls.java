package dev.sluice.openrouter.internal;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.spi.CallSettler;
import dev.sluice.client.spi.CallSpec;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What calls of models count: their model's group, and the quotas {@code tokens} and {@code usd}, where they are configured; before by an estimate,
 * afterwards by what the answer tells, or later OpenRouter's books. Thread-safe.
 */
public final class ModelCalls {

    private static final String TOKENS = "tokens";
    private static final String USD = "usd";

    private final FreeModels freeModels;
    private final KnownPrices prices = new KnownPrices();
    private final Unsettled unsettled = new Unsettled();

    ModelCalls(FreeModels freeModels) {
        this.freeModels = freeModels;
    }

    /** The models whose id ends in {@code :free}. */
    public FreeModels freeModels() {
        return freeModels;
    }

    /** What models cost, as far as the bot has asked for it. */
    public KnownPrices prices() {
        return prices;
    }

    /** The calls whose answers did not tell what they cost. */
    public Unsettled unsettled() {
        return unsettled;
    }

    /** Puts a call into its model's group, which can be paused alone; a free model's, which costs nothing, is a part of the free models' group. */
    public void plan(CallSpec call, @Nullable String model) {
        if (model == null) {
            return;
        }
        call.narrowGroup(model);
        if (FreeModels.isFree(model)) {
            call.group(FreeModels.GROUP).cost(USD, 0);
            freeModels.beforeCall();
        }
    }

    /** The same of a call that is expected to use so many tokens, which are charged at the model's price if that is known. */
    public void plan(CallSpec call, @Nullable String model, long promptTokens, long answerTokens) {
        call.cost(TOKENS, promptTokens + answerTokens);
        plan(call, model);
        if (model != null && !FreeModels.isFree(model)) {
            prices.of(model, promptTokens, answerTokens).ifPresent(usd -> call.cost(USD, usd));
        }
    }

    /**
     * Settles completions; errors of theirs are not billed (OpenRouter, zero completion insurance), whatever tokens were used.
     *
     * @param told reads an answer or a stream's last event; null if it tells nothing
     */
    public CallSettler completions(Function<Object, @Nullable Used> told) {
        return new Settler(told, true);
    }

    /** Settles other calls; what their errors cost is not said. */
    public CallSettler others(Function<Object, @Nullable Used> told) {
        return new Settler(told, false);
    }

    /** Corrects both quotas by what is said; what is not, or with a minus, changes nothing. */
    static void settle(CallSettler.ActualCost cost, Used used) {
        Long tokens = used.tokens();
        if (tokens != null && tokens >= 0) {
            cost.used(TOKENS, tokens);
        }
        used.usd().filter(amount -> amount.signum() >= 0).ifPresent(amount -> cost.used(USD, amount));
    }

    private final class Settler implements CallSettler {
        private final Function<Object, @Nullable Used> told;
        private final boolean errorsAreFree;

        private Settler(Function<Object, @Nullable Used> told, boolean errorsAreFree) {
            this.told = told;
            this.errorsAreFree = errorsAreFree;
        }

        @Override
        public void settle(Object answer, ActualCost cost) {
            Used used = told.apply(answer);
            if (used != null) {
                ModelCalls.settle(cost, used);
            }
            if (used == null || used.usd().isEmpty()) {
                String id = used == null ? null : used.generation();
                unsettled.add(id == null ? cost.providerRequestId().orElse(null) : id, cost);
            }
        }

        @Override
        public void settleFailed(ClientException failure, ActualCost cost) {
            if (failure instanceof ResponseException) {
                if (errorsAreFree) {
                    cost.used(USD, 0);
                }
            } else {
                unsettled.add(failure.providerRequestId().orElse(null), cost);
            }
            CallSettler.super.settleFailed(failure, cost);
        }
    }
}
