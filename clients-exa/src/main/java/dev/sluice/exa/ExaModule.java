package dev.sluice.exa;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.ProviderModule;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.exa.agent.AgentEvent;
import dev.sluice.exa.agent.AgentRun;
import dev.sluice.exa.answer.AnswerChunk;
import dev.sluice.exa.answer.AnswerResponse;
import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.research.ResearchEvent;
import dev.sluice.exa.research.ResearchTask;
import dev.sluice.exa.search.ContentsResponse;
import dev.sluice.exa.search.ContextResponse;
import dev.sluice.exa.search.SearchChunk;
import dev.sluice.exa.search.SearchResponse;
import java.net.URI;
import java.util.List;

/** Makes {@link ExaClient}s; found by {@link java.util.ServiceLoader}. The key comes from {@code EXA_API_KEY} unless configured otherwise. */
public final class ExaModule implements ProviderModule<ExaClient> {
    static final String PROVIDER = "exa";

    private static final URI PRODUCTION = URI.create("https://api.exa.ai");

    /** What may be answered with a stream although it was asked for whole. */
    private static final List<Class<?>> WHOLE = List.of(
            SearchResponse.class,
            ContentsResponse.class,
            AnswerResponse.class,
            ContextResponse.class,
            ResearchTask.class,
            AgentRun.class);

    /** For {@link java.util.ServiceLoader}. */
    public ExaModule() {}

    @Override
    public String name() {
        return PROVIDER;
    }

    @Override
    public Class<ExaClient> clientType() {
        return ExaClient.class;
    }

    @Override
    public ExaClient create(ProviderContext context) {
        ExaApi api = context.api(definition(context));
        return new ExaClient(
                api,
                new ResearchClient(api, context.limiter(), context.time(), null),
                new AgentClient(api, context.time(), null),
                null);
    }

    private static ApiDefinition<ExaApi> definition(ProviderContext context) {
        ApiDefinition.Builder<ExaApi> definition = ApiDefinition.of(
                        ExaApi.class, context.baseUrl("default", PRODUCTION))
                .signer(RequestSigner.header("x-api-key", context::apiKey))
                .classifier(new ExaClassifier())
                .customizer(ExaCosts::plan)
                .settler(ExaCosts::settle)
                .mapper(ExaJson.MAPPER)
                .events(AnswerChunk.class, PayloadDecoder::answer)
                .events(SearchChunk.class, PayloadDecoder::search)
                .events(ResearchEvent.class, PayloadDecoder::research)
                .events(AgentEvent.class, PayloadDecoder::agent);
        WHOLE.forEach(type -> whole(definition, type));
        return definition.build();
    }

    private static <T> void whole(ApiDefinition.Builder<ExaApi> definition, Class<T> type) {
        definition.events(type, () -> PayloadDecoder.whole(type));
    }
}
