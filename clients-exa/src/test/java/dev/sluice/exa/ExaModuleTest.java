package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.ProviderModule;
import java.util.List;
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
}
