package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.DecodingException;
import dev.sluice.client.spi.ProviderModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ExaModuleTest {
    @Test
    void serviceLoader_findsIt_once() {
        List<Class<?>> found = StreamSupport.stream(
                        ServiceLoader.load(ProviderModule.class).spliterator(), false)
                .<Class<?>>map(Object::getClass)
                .toList();

        assertThat(found).containsOnlyOnce(ExaModule.class);
    }

    @Test
    void names_areThoseOfConfigurationAndEnvironment() {
        ExaModule module = new ExaModule();

        assertThat(module.name()).isEqualTo("exa");
        assertThat(module.clientType()).isEqualTo(ExaClient.class);
        assertThat(module.apiKeyVariable()).isEqualTo("EXA_API_KEY");
        assertThat(module.sections()).isEmpty();
    }

    @Test
    void client_isMadeOncePerSluice() {
        try (ExaServer exa = new ExaServer()) {
            assertThat(exa.client()).isSameAs(exa.client());
        }
    }

    /** Seen in Exa's own JavaScript client: a plain request may be answered as an event stream, which this client does not read. */
    @Test
    void plainRequestAnsweredAsStream_isADecodingFailure_notAnEmptyAnswer() {
        try (ExaServer exa = new ExaServer()) {
            byte[] stream =
                    "data: {\"tag\":\"complete\",\"data\":{\"results\":[]}}\n\n".getBytes(StandardCharsets.UTF_8);
            exa.answers(200, Map.of("Content-Type", "text/event-stream"), stream);

            DecodingException thrown = catchThrowableOfType(
                    DecodingException.class, () -> exa.client().search("q"));

            assertThat(thrown.effectiveStatus()).hasValue(200);
        }
    }
}
