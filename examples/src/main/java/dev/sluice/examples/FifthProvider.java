package dev.sluice.examples;

import dev.sluice.client.Sluice;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.client.spi.RetryClass;
import feign.Param;
import feign.RequestLine;
import java.math.BigDecimal;
import java.net.URI;

/** A provider of a bot's own behind the pipeline; clients-core's README shows these lines, and a test runs them. */
final class FifthProvider {
    private static final URI PRODUCTION = URI.create("https://api.rates.example");

    private FifthProvider() {}

    interface RatesApi {
        @Operation(name = "rate", retry = RetryClass.SAFE)
        @RequestLine("GET /rates/{pair}")
        Rate rate(@Param("pair") String pair);
    }

    record Rate(String pair, BigDecimal price) {}

    static RatesApi rates(Sluice sluice) {
        ProviderContext rates = sluice.provider("rates");
        return rates.api(ApiDefinition.of(RatesApi.class, rates.baseUrl("default", PRODUCTION))
                .signer(RequestSigner.bearer(rates::apiKey)) // RATES_API_KEY, asked for at the call
                .build());
    }
}
