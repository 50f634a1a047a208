package dev.sluice.openrouter.internal;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.foundation.TimeSource;
import java.net.URI;

/** Makes the module's APIs: all have one address, key, error words and JSON. Thread-safe. */
public final class OpenRouterApis {

    private static final URI PRODUCTION = URI.create("https://openrouter.ai/api/v1");

    private final ProviderContext context;
    private final RequestSigner signer;
    private final ModelCalls modelCalls;

    /** @param signer signs every attempt */
    public OpenRouterApis(ProviderContext context, RequestSigner signer) {
        this.context = context;
        this.signer = signer;
        this.modelCalls = new ModelCalls(new FreeModels(context.limiter(), context.time()));
    }

    /** Begins the definition of one of the APIs; everything they have in common is set. */
    public <T> ApiDefinition.Builder<T> define(Class<T> feignInterface) {
        return ApiDefinition.of(feignInterface, context.baseUrl("default", PRODUCTION))
                .signer(signer)
                .classifier(new OpenRouterClassifier())
                .mapper(OpenRouterJson.mapper());
    }

    /** The API behind the pipeline. */
    public <T> T make(ApiDefinition.Builder<T> definition) {
        return context.api(definition.build());
    }

    /** What calls of models count. */
    public ModelCalls modelCalls() {
        return modelCalls;
    }

    /** The time everything is measured and waited by. */
    public TimeSource time() {
        return context.time();
    }
}
