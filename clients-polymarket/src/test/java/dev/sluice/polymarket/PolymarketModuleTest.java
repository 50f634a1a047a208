package dev.sluice.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.ProviderModule;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class PolymarketModuleTest {
    @Test
    void serviceLoader_findsIt_once() {
        List<Class<?>> found = StreamSupport.stream(
                        ServiceLoader.load(ProviderModule.class).spliterator(), false)
                .<Class<?>>map(Object::getClass)
                .toList();

        assertThat(found).containsOnlyOnce(PolymarketModule.class);
    }

    @Test
    void names_areThoseOfConfiguration() {
        PolymarketModule module = new PolymarketModule();

        assertThat(module.name()).isEqualTo("polymarket");
        assertThat(module.clientType()).isEqualTo(PolymarketClient.class);
        assertThat(module.sections()).isEmpty();
    }
}
