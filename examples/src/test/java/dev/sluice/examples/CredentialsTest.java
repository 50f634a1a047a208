package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    @Test
    void simulated_isThePlantedKeyForAll() {
        Map<String, Secret> keys = Credentials.simulated(Map.of("SLUICE_DEMO_KEY", "planted-1234"));
        assertThat(keys).containsOnlyKeys(Providers.ALL);
        assertThat(keys.values()).allSatisfy(key -> assertThat(key.reveal()).isEqualTo("planted-1234"));
    }

    @Test
    void simulated_withoutOne_isNewForEveryRun() {
        assertThat(Credentials.simulated(Map.of())).isNotEqualTo(Credentials.simulated(Map.of("SLUICE_DEMO_KEY", " ")));
    }

    @Test
    void live_takesTheKeysTheModeNeeds() {
        Map<String, String> environment = Map.of("EXA_API_KEY", "e", "OPENROUTER_API_KEY", "o", "DAYTONA_API_KEY", "d");
        assertThat(Credentials.live(environment, Mode.DIRECT)).containsOnlyKeys("exa", "openrouter");
        assertThat(Credentials.live(environment, Mode.CODE)).containsOnlyKeys("exa", "openrouter", "daytona");
    }

    @Test
    void live_namesWhatIsMissing() {
        assertThatThrownBy(() -> Credentials.live(Map.of("EXA_API_KEY", " "), Mode.DIRECT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("EXA_API_KEY, OPENROUTER_API_KEY");
        assertThatThrownBy(() -> Credentials.live(Map.of("EXA_API_KEY", "e", "OPENROUTER_API_KEY", "o"), Mode.CODE))
                .hasMessageContaining("DAYTONA_API_KEY")
                .hasMessageNotContaining("OPENROUTER_API_KEY");
    }
}
