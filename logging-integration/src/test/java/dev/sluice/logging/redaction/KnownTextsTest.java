package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was harmless once is looked at again when it may be so no longer. */
class KnownTextsTest {
    private static final Redactor REDACTOR = Redactor.standard();

    @Test
    void has_textOfTheSameSlot_isToldApart() {
        KnownTexts texts = new KnownTexts();
        assertThat("Aa").hasSameHashCodeAs("BB");
        texts.add("Aa");

        assertThat(texts.has("Aa")).isTrue();
        assertThat(texts.has("BB")).isFalse();
        texts.add("BB");
        assertThat(texts.has("Aa")).isFalse();
    }

    @Test
    void add_longText_isNotKept() {
        KnownTexts texts = new KnownTexts();
        texts.add("a".repeat(1_000));

        assertThat(texts.has("a".repeat(1_000))).isFalse();
    }

    @Test
    void text_thatWasPlain_isRedactedOnceItsSecretIsRegistered_andPlainWhenForgotten() {
        Secret later = Secret.of("quince-marmalade");
        String text = "jam quince-marmalade";
        String path = "/jam/quince-marmalade";
        for (int turn = 0; turn < 2; turn++) {
            assertThat(REDACTOR.text(text)).isEqualTo(text);
            assertThat(REDACTOR.path(path)).isEqualTo(path);
            assertThat(REDACTOR.headers(Map.of("server", List.of(text)))).containsEntry("server", text);
            RegisteredSecrets.register(later);
            try {
                assertThat(REDACTOR.text(text)).isEqualTo("jam " + Secret.REDACTED);
                assertThat(REDACTOR.path(path)).isEqualTo("/jam/" + Secret.REDACTED);
                assertThat(REDACTOR.headers(Map.of("server", List.of(text))))
                        .containsEntry("server", "jam " + Secret.REDACTED);
            } finally {
                RegisteredSecrets.forget(later);
            }
        }
    }

    @Test
    void text_withASecret_isRedactedEveryTime() {
        for (int turn = 0; turn < 3; turn++) {
            assertThat(REDACTOR.text("password=hunter22")).doesNotContain("hunter22");
            assertThat(REDACTOR.path("/preview/abcdef0123456789")).doesNotContain("abcdef0123456789");
            assertThat(REDACTOR.headers(Map.of("X-New", List.of("hunter22")))).containsEntry("X-New", Secret.REDACTED);
        }
    }
}
