package dev.sluice.openrouter.account;

import dev.sluice.client.Polling;
import dev.sluice.foundation.TimeSource;
import dev.sluice.openrouter.internal.Data;
import dev.sluice.openrouter.internal.ModelCalls;
import dev.sluice.openrouter.internal.OpenRouterApis;
import dev.sluice.openrouter.internal.Used;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the account has and has used. Thread-safe; from {@code OpenRouterClient.account()}. */
public final class AccountInfo {

    /** Peers ask once or twice a second; OpenRouter does not say how long it takes. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final AccountApi api;
    private final TimeSource time;
    private final ModelCalls calls;

    /** For {@code OpenRouterModule}. */
    public AccountInfo(OpenRouterApis apis) {
        api = apis.make(apis.define(AccountApi.class));
        time = apis.time();
        calls = apis.modelCalls();
    }

    /** The key that asks: what it may spend and has spent. */
    public ApiKey key() {
        return api.key().data();
    }

    /**
     * What the account has bought and used. Needs a management key.
     *
     * @throws dev.sluice.client.error.PermissionDeniedException for any other key
     */
    public Credits credits() {
        return api.credits().data();
    }

    /**
     * Asks what is left of the day's requests to free models, and lets no more of them depart until the day of UTC ends; the configured number ({@code
     * limits.groups.free-models}, {@code rpd}) if that is less. {@code free-models: { limit-by-key: true }} in the configuration does so by itself.
     *
     * @return how many; empty if the key does not tell, and then nothing has changed
     */
    public OptionalLong limitFreeModels() {
        return calls.freeModels().heed(this::freeModelsLeft);
    }

    /** Asks by itself before a day's first call to a free model. For {@code OpenRouterModule}. */
    public void limitFreeModelsDaily() {
        calls.freeModels().limitBy(this::freeModelsLeft);
    }

    private OptionalLong freeModelsLeft() {
        ApiKey.DailyRequests today = key().freeModelDailyRequests();
        Long left = today == null ? null : today.remaining();
        return left == null ? OptionalLong.empty() : OptionalLong.of(left);
    }

    /**
     * What OpenRouter noted about an answer; empty if nothing, or not yet: it takes a while after the answer. Where that answer did not tell what it
     * cost, because it broke off or came without usage, the quotas {@code usd} and {@code tokens} are settled by this.
     */
    public Optional<Generation> generation(String id) {
        Optional<Generation> known = api.generation(id).map(Data::data);
        known.ifPresent(generation -> calls.unsettled().settle(used(id, generation)));
        return known;
    }

    private static Used used(String id, Generation generation) {
        Long read = generation.nativeTokensPrompt();
        Long written = generation.nativeTokensCompletion();
        return new Used(id, read == null || written == null ? null : Long.valueOf(read + written), generation.cost());
    }

    /** The answers of this client that did not tell what they cost, and which nothing was asked about since; the oldest first, at most 1,000. */
    public List<String> unsettled() {
        return calls.unsettled().generations();
    }

    /**
     * Asks about all {@link #unsettled} answers, one after the other, as {@link #awaitGeneration}, so that budgets are charged what was spent instead of an
     * estimate. What is not found in time stays unsettled.
     *
     * @param within for all together; each is asked for at least once
     * @return what was found
     * @throws InterruptedException if the thread is or becomes interrupted between two asks
     */
    public List<Generation> reconcile(Duration within) throws InterruptedException {
        long begun = time.nanoTime();
        List<Generation> found = new ArrayList<>();
        for (String id : unsettled()) {
            Duration left = within.minusNanos(time.nanoTime() - begun);
            awaitGeneration(id, left.isNegative() ? Duration.ZERO : left).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /**
     * The same, asked for again until it is there: at once, then after half a second, then ever less often. Holds no permit between two asks.
     *
     * @return empty if there was none in time
     * @throws InterruptedException if the thread is or becomes interrupted between two asks
     */
    public Optional<Generation> awaitGeneration(String id, Duration within) throws InterruptedException {
        return Polling.every(FIRST_PAUSE)
                .growing(LONGEST_PAUSE)
                .within(within)
                .time(time)
                .until(() -> generation(id));
    }

    /** What was sent and answered; empty if OpenRouter does not know the generation, or kept nothing. */
    public Optional<GenerationContent> content(String generationId) {
        return api.content(generationId).map(Data::data);
    }

    /**
     * Complains about a generation; not repeated when its outcome is unknown.
     *
     * @return whether OpenRouter took it
     */
    public boolean feedback(Feedback feedback) {
        return api.feedback(feedback).data().success();
    }
}
