package dev.sluice.openrouter;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.CallSpec;
import dev.sluice.client.spi.OutgoingRequest;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.ProviderModule;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.foundation.config.Section;
import java.net.URI;
import java.util.List;

/** Makes the {@link OpenRouterClient}; found by {@code Sluice} by itself. */
public final class OpenRouterModule implements ProviderModule<OpenRouterClient> {

    static final String NAME = "openrouter";

    /** The limits' group of models whose id ends in {@code :free}: 20 per minute, 50 or 1000 per day (OpenRouter, limits). */
    static final String FREE_MODELS = "free-models";

    private static final URI PRODUCTION = URI.create("https://openrouter.ai/api/v1");

    /** For the service loader. */
    public OpenRouterModule() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<OpenRouterClient> clientType() {
        return OpenRouterClient.class;
    }

    @Override
    public List<Section<?>> sections() {
        return List.of(AppConfig.SECTION);
    }

    @Override
    public OpenRouterClient create(ProviderContext context) {
        RequestSigner bearer = RequestSigner.bearer(context::apiKey);
        AppConfig app = context.section(AppConfig.SECTION);
        ApiDefinition<ChatApi> definition = ApiDefinition.of(ChatApi.class, context.baseUrl("default", PRODUCTION))
                .signer(request -> sign(request, bearer, app))
                .classifier(new OpenRouterClassifier())
                .customizer(OpenRouterModule::plan)
                .settler(ChatCosts::settle)
                .mapper(OpenRouterJson.mapper())
                .events(ChatChunk.class, () -> new ChatEventDecoder(context.time()))
                .build();
        return new OpenRouterClient(context.api(definition));
    }

    private static void plan(CallSpec call) {
        ChatCosts.estimate(call);
        call.argument(ChatRequest.class).filter(ChatRequest::free).ifPresent(request -> call.group(FREE_MODELS));
    }

    private static void sign(OutgoingRequest request, RequestSigner bearer, AppConfig app) {
        bearer.sign(request);
        if (app.referer() != null) {
            request.header("HTTP-Referer", app.referer().toString());
        }
        if (app.title() != null) {
            request.header("X-OpenRouter-Title", app.title());
        }
    }
}
