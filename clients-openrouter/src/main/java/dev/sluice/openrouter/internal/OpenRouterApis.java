package dev.sluice.openrouter.internal;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.CallSettler;
import dev.sluice.client.spi.CallSpec;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.foundation.TimeSource;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Makes the module's APIs: all have one address, key, error words and JSON. Thread-safe. */
public final class OpenRouterApis {

    /** The limits' group of models whose id ends in {@code :free}: 20 per minute, 50 or 1000 per day (OpenRouter, limits). */
    public static final String FREE_MODELS = "free-models";

    private static final URI PRODUCTION = URI.create("https://openrouter.ai/api/v1");

    private final ProviderContext context;
    private final RequestSigner signer;

    /** @param signer signs every attempt */
    public OpenRouterApis(ProviderContext context, RequestSigner signer) {
        this.context = context;
        this.signer = signer;
    }

    /** Begins the definition of one of the APIs; everything they have in common is set. */
    public <T> ApiDefinition.Builder<T> define(Class<T> feignInterface) {
        return ApiDefinition.of(feignInterface, context.baseUrl("default", PRODUCTION))
                .signer(signer)
                .classifier(new OpenRouterClassifier())
                .mapper(OpenRouterJson.mapper());
    }

    /** Settles calls by their answers; errors are not billed (OpenRouter, zero completion insurance), whatever tokens were used. */
    public static CallSettler settler(CallSettler byAnswer) {
        return new CallSettler() {
            @Override
            public void settle(Object answer, ActualCost cost) {
                byAnswer.settle(answer, cost);
            }

            @Override
            public void settleFailed(ClientException failure, ActualCost cost) {
                if (failure instanceof ResponseException) {
                    cost.used("usd", 0);
                }
                CallSettler.super.settleFailed(failure, cost);
            }
        };
    }

    /** The API behind the pipeline. */
    public <T> T make(ApiDefinition.Builder<T> definition) {
        return context.api(definition.build());
    }

    /** The time everything is measured and waited by. */
    public TimeSource time() {
        return context.time();
    }

    /** Puts a call into the free models' group if it asks for one of them, which costs nothing; else into its model's own, which can be paused alone. */
    public static void freeModels(CallSpec call, @Nullable String model) {
        if (model != null && model.endsWith(":free")) {
            call.group(FREE_MODELS).cost("usd", 0);
        } else if (model != null) {
            call.narrowGroup(model);
        }
    }
}
