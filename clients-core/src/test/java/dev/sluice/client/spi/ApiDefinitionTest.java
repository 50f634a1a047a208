package dev.sluice.client.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a definition accepts, and what it brings by default. */
class ApiDefinitionTest {
    private static final URI BASE = URI.create("https://api.example.org/v1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org",
                "example.org/v1",
                "https:///v1",
                "https://example.org/v1?key=1",
                "https://example.org/#x",
                "https://user:sk-secret@example.org"
            })
    void unusableBaseUrl_isRefused_withoutQuotingIt(String url) {
        assertThatThrownBy(() -> ApiDefinition.of(Runnable.class, URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("base URL: ")
                .hasMessageNotContaining("sk-secret");
    }

    @Test
    void trailingSlash_doesNotMatter() {
        assertThat(ApiDefinition.of(Runnable.class, URI.create(BASE + "/"))
                        .build()
                        .baseUrl())
                .isEqualTo(BASE);
    }

    @Test
    void defaultMapper_keepsFractionsExact_orderAsDeclared_nullsOut() {
        JsonMapper mapper = ApiDefinition.of(Runnable.class, BASE).build().mapper();

        assertThat(mapper.readTree("1.10").decimalValue()).isEqualTo(new BigDecimal("1.10"));
        assertThat(mapper.writeValueAsString(new Sample("z", null, 1))).isEqualTo("{\"z\":\"z\",\"a\":1}");
        assertThat(mapper.readValue("{\"z\":\"x\",\"new\":true}", Sample.class)).isEqualTo(new Sample("x", null, 0));
    }

    @Test
    void everyStream_hasADecoderOfItsOwn() {
        ApiDefinition<Runnable> api = ApiDefinition.of(Runnable.class, BASE)
                .events(String.class, () -> event -> StreamItem.event(event.data()))
                .build();

        assertThat(api.eventDecoder(String.class)).isPresent();
        assertThat(api.eventDecoder(String.class).orElseThrow())
                .isInstanceOf(EventDecoder.class)
                .satisfies(decoder -> assertThat(decoder.isComplete()).isFalse());
        assertThat(api.eventDecoder(Integer.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exa", "EXA", "Exa"})
    void keyVariable_isTheNameInCapitals(String provider) {
        assertThat(ProviderModule.keyVariable(provider)).isEqualTo("EXA_API_KEY");
    }

    @Test
    void keyVariable_hasUnderscoresForEverythingElse() {
        assertThat(ProviderModule.keyVariable("my-bank.v2")).isEqualTo("MY_BANK_V2_API_KEY");
    }

    private record Sample(String z, String nothing, int a) {}
}
