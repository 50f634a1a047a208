package dev.sluice.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SecretTest {
    private final Secret secret = Secret.of("sk-canary-0123456789");

    @Test
    void toString_neverShowsTheValue() {
        assertThat(secret).hasToString("***REDACTED***");
        assertThat("key " + secret).doesNotContain("canary");
    }

    @Test
    void serialised_neverShowsTheValue() {
        assertThat(new JsonMapper().writeValueAsString(secret)).isEqualTo("\"***REDACTED***\"");
    }

    @Test
    void reveal_givesTheValue_withoutSurroundingWhiteSpace() {
        assertThat(Secret.of(" sk-1\n").reveal()).isEqualTo("sk-1");
    }

    @Test
    void equality_isByValue() {
        assertThat(secret).isEqualTo(Secret.of("sk-canary-0123456789")).isNotEqualTo(Secret.of("sk-other"));
        assertThat(secret).hasSameHashCodeAs(Secret.of("sk-canary-0123456789"));
    }

    @Test
    void of_refusesBlankAndControlCharacters_withoutQuotingThem() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of("  ")).withMessageContaining("non-blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of("sk-canary\r\nX-Evil: 1"))
                .withMessageContaining("control character")
                .withMessageNotContaining("canary");
    }
}
