package dev.sluice.openrouter;

import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.ProviderModule;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.foundation.config.Section;
import dev.sluice.openrouter.OpenRouterClient.Rooms;
import dev.sluice.openrouter.account.AccountInfo;
import dev.sluice.openrouter.chat.Chat;
import dev.sluice.openrouter.embeddings.Embeddings;
import dev.sluice.openrouter.images.Images;
import dev.sluice.openrouter.internal.OpenRouterApis;
import dev.sluice.openrouter.models.Models;
import dev.sluice.openrouter.responses.Responses;
import java.util.List;

/** Makes the {@link OpenRouterClient}; found by {@code Sluice} by itself. */
public final class OpenRouterModule implements ProviderModule<OpenRouterClient> {

    static final String NAME = "openrouter";

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
        return List.of(AppConfig.SECTION, AnswersConfig.SECTION, FreeModelsConfig.SECTION);
    }

    @Override
    public OpenRouterClient create(ProviderContext context) {
        RequestSigner bearer = RequestSigner.bearer(context::apiKey);
        AppConfig app = context.section(AppConfig.SECTION);
        AnswersConfig answers = context.section(AnswersConfig.SECTION);
        OpenRouterApis apis = new OpenRouterApis(context, request -> {
            bearer.sign(request);
            app.addTo(request);
            answers.addTo(request);
        });
        Chat chat = new Chat(apis); // first: raw calls take its definition
        AccountInfo account = new AccountInfo(apis);
        if (context.section(FreeModelsConfig.SECTION).limitByKey()) {
            account.limitFreeModelsDaily();
        }
        return new OpenRouterClient(
                chat,
                new Rooms(new Models(apis), account, new Embeddings(apis), new Images(apis), new Responses(apis)),
                apis.time());
    }
}
