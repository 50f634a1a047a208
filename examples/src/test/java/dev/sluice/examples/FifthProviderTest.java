package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.client.CallOptions;
import dev.sluice.client.CallResult;
import dev.sluice.client.RawRequest;
import dev.sluice.client.Sluice;
import dev.sluice.examples.FifthProvider.Rate;
import dev.sluice.examples.FifthProvider.RatesApi;
import dev.sluice.foundation.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The README's fifth provider, against a server on loopback. */
class FifthProviderTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "{\"pair\":\"EUR-USD\",\"price\":1.10}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void typedRawAndAsynchronousCalls_areSignedByItsKey() throws Exception {
        try (Sluice sluice = Sluice.builder()
                .environment(Map.of())
                .credential("rates", Secret.of("k-rates"))
                .baseUrl(
                        "rates",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .build()) {
            RatesApi rates = FifthProvider.rates(sluice);

            CallResult<Rate> result = CallOptions.none().tag("run", "7").answer(() -> rates.rate("EUR-USD"));
            Rate later = sluice.async(() -> rates.rate("EUR-USD")).get();

            assertThat(result.value().price()).isEqualTo("1.10");
            assertThat(result.metadata().status()).isEqualTo(200);
            assertThat(later).isEqualTo(result.value());
            assertThat(sluice.raw("rates")
                            .send(RawRequest.get("/rates/{pair}", "EUR-USD"))
                            .json()
                            .get("pair")
                            .asString())
                    .isEqualTo("EUR-USD");
        }
        assertThat(seen).hasSize(3).containsOnly("/rates/EUR-USD Bearer k-rates");
    }

    @Test
    void readme_showsTheseVeryLines() throws IOException {
        String readme = Files.readString(Path.of("../clients-core/README.md"));
        String source = Files.readString(Path.of("src/main/java/dev/sluice/examples/FifthProvider.java"));
        String shown = source.substring(source.indexOf("    interface RatesApi"), source.lastIndexOf('}'))
                .stripTrailing()
                .stripIndent();

        assertThat(readme).contains("```java\n" + shown + "\n```");
    }
}
