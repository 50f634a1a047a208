package dev.sluice.exa.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.foundation.Secret;
import dev.sluice.testsupport.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected signatures were made with Python's {@code hmac}. */
class WebhookVerifierTest {
    private static final String SECRET = "whsec_made_up_for_tests";
    private static final byte[] BODY =
            "{\"id\":\"event_1\",\"type\":\"webset.created\",\"data\":{\"title\":\"Zürich\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    /** 2026-01-01T00:00:00Z, when virtual time begins. */
    private static final long NOW = 1_767_225_600;

    private static final String GOOD = "cd888bc7879e539e0c987b64578099c930f299cdea28ae8efe06d50a19c30515";
    private static final String OTHER = "c1187f06796d61c88de4bff53f8cca017d26be01049b0f253cd7c65ceec5b32f";

    private final VirtualTime time = VirtualTime.manual();
    private final WebhookVerifier verifier = new WebhookVerifier(Secret.of(SECRET), time);

    @Test
    void exasSignature_isAccepted() {
        assertThatCode(() -> verifier.verify(header(NOW, GOOD), BODY)).doesNotThrowAnyException();
    }

    @Test
    void severalSignatures_anyMayFit_whereverItStands() {
        String wrong = "00".repeat(32);

        assertThatCode(() -> verifier.verify("t=" + NOW + ",v1=" + wrong + ",v1=" + GOOD, BODY))
                .doesNotThrowAnyException();
        assertThatCode(() -> verifier.verify("v1=" + GOOD + ", v0=old , v1=" + wrong + ", t=" + NOW, BODY))
                .doesNotThrowAnyException();
        assertThatCode(() -> verifier.verify("t=" + NOW + ",v1=" + GOOD.toUpperCase(Locale.ROOT), BODY))
                .doesNotThrowAnyException();
    }

    @Test
    void otherBody_otherTime_otherSecret_areRefused() {
        byte[] changed = BODY.clone();
        changed[5] ^= 1;
        assertRefused(verifier, header(NOW, GOOD), changed, "another");
        assertRefused(verifier, header(NOW + 1, GOOD), BODY, "another");
        assertRefused(verifier, header(NOW, OTHER), BODY, "another");
        assertRefused(new WebhookVerifier(Secret.of("another-secret"), time), header(NOW, GOOD), BODY, "another");
        assertRefused(verifier, header(NOW, GOOD.substring(0, 60)), BODY, "another");
        assertRefused(verifier, header(NOW, ""), BODY, "another");
    }

    @ParameterizedTest
    @CsvSource({"0,true", "300,true", "301,false"})
    void age_isTolerated_fiveMinutes(long seconds, boolean accepted) {
        time.advance(Duration.ofSeconds(seconds));

        if (accepted) {
            assertThatCode(() -> verifier.verify(header(NOW, GOOD), BODY)).doesNotThrowAnyException();
        } else {
            assertRefused(verifier, header(NOW, GOOD), BODY, "301 s from now");
        }
    }

    @Test
    void future_isToleratedAsThePastIs() {
        String ahead = "e6ec1122c406164012a048da0dc1296479e4394034b65ee986f6dc33c8b45ffe";
        WebhookVerifier strict = new WebhookVerifier(Secret.of(SECRET), Duration.ofSeconds(59), time);

        assertThatCode(() -> verifier.verify(header(NOW + 60, ahead), BODY)).doesNotThrowAnyException();
        assertRefused(strict, header(NOW + 60, ahead), BODY, "60 s from now");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookVerifier(Secret.of(SECRET), Duration.ofSeconds(-1), time));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "v1=abc",
                "t=,v1=abc",
                "t=soon,v1=abc",
                "t=1767225600",
                "t=1767225600,v2=abc",
                "t=999999999999,v1=a",
                "garbage"
            })
    void unreadableHeaders_areRefused_andNeverQuoted(String header) {
        assertThatExceptionOfType(WebhookSignatureException.class)
                .isThrownBy(() -> verifier.verify(header, BODY))
                .withMessageContaining("expected: t=<seconds>,v1=<hex>")
                .withMessageNotContaining("abc")
                .withMessageNotContaining("garbage");
    }

    private static String header(long seconds, String signature) {
        return "t=" + seconds + ",v1=" + signature;
    }

    private static void assertRefused(WebhookVerifier verifier, String header, byte[] body, String fact) {
        assertThatExceptionOfType(WebhookSignatureException.class)
                .isThrownBy(() -> verifier.verify(header, body))
                .withMessageContaining(fact)
                .withMessageNotContaining(SECRET)
                .withMessageNotContaining(GOOD);
    }
}
