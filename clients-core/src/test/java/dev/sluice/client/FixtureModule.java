package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.ProviderModule;
import dev.sluice.client.spi.RequestSigner;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider module as they are written, found on the test class path. */
public final class FixtureModule implements ProviderModule<FixtureModule.FixtureClient> {
    @Override
    public String name() {
        return "fixture";
    }

    @Override
    public Class<FixtureClient> clientType() {
        return FixtureClient.class;
    }

    @Override
    public FixtureClient create(ProviderContext context) {
        URI base = context.baseUrl("default", URI.create("https://fixture.example"));
        return new FixtureClient(context.api(ApiDefinition.of(SluiceTest.StatusApi.class, base)
                .signer(RequestSigner.header("x-api-key", context::apiKey))
                .build()));
    }

    /** Makes a call when it is closed, as a client does that holds something at its provider. */
    public static final class FixtureClient implements AutoCloseable {
        private final SluiceTest.StatusApi api;
        private final List<String> whenClosed = new ArrayList<>();
        private @Nullable Error failure;

        FixtureClient(SluiceTest.StatusApi api) {
            this.api = api;
        }

        String state() {
            return api.status().get("state");
        }

        List<String> stateWhenClosed() {
            return whenClosed;
        }

        void failWhenClosed(Error what) {
            failure = what;
        }

        @Override
        public void close() {
            if (failure != null) {
                throw failure;
            }
            whenClosed.add(state());
        }
    }
}
