package dev.sluice.exa;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.CallSettler.ActualCost;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.ProviderModule;
import dev.sluice.client.spi.RequestSigner;
import java.math.BigDecimal;
import java.net.URI;

/** Makes {@link ExaClient}s; found by {@link java.util.ServiceLoader}. The key comes from {@code EXA_API_KEY} unless configured otherwise. */
public final class ExaModule implements ProviderModule<ExaClient> {
    static final String PROVIDER = "exa";

    /** The group of the limits in which searches count: documented as 10 a second (exa.ai/docs/reference/rate-limits). */
    static final String SEARCH_GROUP = "search";

    private static final URI PRODUCTION = URI.create("https://api.exa.ai");

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
        return new ExaClient(context.api(ApiDefinition.of(ExaApi.class, context.baseUrl("default", PRODUCTION))
                .signer(RequestSigner.header("x-api-key", context::apiKey))
                .classifier(new ExaClassifier())
                .settler(ExaModule::settle)
                .mapper(ExaJson.MAPPER)
                .build()));
    }

    /** A quota {@code usd}, where one is configured, is charged what Exa says the search cost. */
    private static void settle(Object answer, ActualCost cost) {
        if (answer instanceof SearchResponse found && found.costDollars() != null) {
            BigDecimal total = found.costDollars().total();
            if (total != null && total.signum() >= 0) {
                cost.used("usd", total);
            }
        }
    }
}
