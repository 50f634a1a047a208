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
    private final URI address;
    private final ModelCalls modelCalls;

    /**
     * All of one client's.
     *
     * @param signer signs every attempt
     * @throws IllegalArgumentException if the address cannot be right
     */
    public OpenRouterApis(ProviderContext context, RequestSigner signer) {
        this.context = context;
        this.address = checked(context.baseUrl("default", PRODUCTION));
        this.signer = signer;
        this.modelCalls = new ModelCalls(new FreeModels(context.limiter(), context.time()));
    }

    /** Peers' users lost hours over these: what is appended to a wrong path is answered by the website, with HTML and 200. */
    private static URI checked(URI address) {
        String path = String.valueOf(address.getPath()).replaceAll("/+$", "");
        boolean own = String.valueOf(address.getHost()).endsWith("openrouter.ai");
        if (path.endsWith("/v1/v1") || path.endsWith("/completions") || (own && !path.equals("/api/v1"))) {
            throw new IllegalArgumentException("openrouter: base-url with path '" + path
                    + "' (expected: one to which /chat/completions is appended, such as https://openrouter.ai/api/v1)");
        }
        return address;
    }

    /** Begins the definition of one of the APIs; everything they have in common is set. */
    public <T> ApiDefinition.Builder<T> define(Class<T> feignInterface) {
        return ApiDefinition.of(feignInterface, address)
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
