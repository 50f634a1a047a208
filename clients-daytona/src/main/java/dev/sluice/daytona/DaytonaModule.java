package dev.sluice.daytona;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.CallSpec;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.ProviderModule;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.foundation.config.Section;
import dev.sluice.ratelimit.Priority;
import java.net.URI;
import java.util.List;

/** Makes the {@link DaytonaClient}; found by {@code Sluice} by itself. */
public final class DaytonaModule implements ProviderModule<DaytonaClient> {

    static final String NAME = "daytona";

    private static final URI PRODUCTION = URI.create("https://app.daytona.io/api");

    /** For the service loader. */
    public DaytonaModule() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<DaytonaClient> clientType() {
        return DaytonaClient.class;
    }

    @Override
    public List<Section<?>> sections() {
        return List.of(SandboxConfig.SECTION);
    }

    @Override
    public DaytonaClient create(ProviderContext context) {
        ApiDefinition<SandboxApi> definition = ApiDefinition.of(SandboxApi.class, context.baseUrl("api", PRODUCTION))
                .signer(RequestSigner.bearer(context::apiKey))
                .classifier(new DaytonaClassifier())
                .customizer(DaytonaModule::deletesFirst)
                .mapper(DaytonaJson.mapper())
                .build();
        return new DaytonaClient(
                new Sandboxes(context.api(definition), context.time()),
                Toolboxes.behind(context),
                context.limiter(),
                context.time(),
                context.section(SandboxConfig.SECTION));
    }

    /** A deletion frees what the calls behind it wait for. */
    private static void deletesFirst(CallSpec call) {
        if (call.operation().equals(SandboxOperations.DELETE)) {
            call.priority(Priority.CRITICAL);
        }
    }
}
