package dev.sluice.openrouter.account;

import dev.sluice.client.Polling;
import dev.sluice.foundation.TimeSource;
import dev.sluice.openrouter.internal.Data;
import dev.sluice.openrouter.internal.OpenRouterApis;
import java.time.Duration;
import java.util.Optional;

/** What the account has and has used. Thread-safe; from {@code OpenRouterClient.account()}. */
public final class AccountInfo {

    /** Peers ask once or twice a second; OpenRouter does not say how long it takes. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final AccountApi api;
    private final TimeSource time;

    /** For {@code OpenRouterModule}. */
    public AccountInfo(OpenRouterApis apis) {
        api = apis.make(apis.define(AccountApi.class));
        time = apis.time();
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

    /** What OpenRouter noted about an answer; empty if nothing, or not yet: it takes a while after the answer. */
    public Optional<Generation> generation(String id) {
        return api.generation(id).map(Data::data);
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
