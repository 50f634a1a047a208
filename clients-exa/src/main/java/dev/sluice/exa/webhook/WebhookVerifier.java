package dev.sluice.exa.webhook;

import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells Exa's webhooks from anybody else's: the header {@value #HEADER} is {@code t=<seconds>,v1=<hex>}, with several {@code v1} while a
 * secret is being changed, and the signature the HMAC-SHA256 of the time, a full stop and the body as it came
 * (exa.ai/docs/websets/api/webhooks/verifying-signatures). Compares in constant time. Immutable, thread-safe.
 *
 * <pre>{@code
 * WebhookVerifier verifier = new WebhookVerifier(secret, TimeSource.system());
 * verifier.verify(request.getHeader(WebhookVerifier.HEADER), bodyBytes); // before anything is parsed
 * }</pre>
 */
public final class WebhookVerifier {
    /** The header that holds the signature. */
    public static final String HEADER = "Exa-Signature";

    /** Our own choice, as common for signatures of this form: longer than clocks differ and networks delay. */
    private static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";

    private final Secret secret;
    private final Duration tolerance;
    private final TimeSource time;

    /** With the secret that Exa gave when the webhook was made, tolerating five minutes between its clock and this one. */
    public WebhookVerifier(Secret secret, TimeSource time) {
        this(secret, DEFAULT_TOLERANCE, time);
    }

    /**
     * The same with another tolerance.
     *
     * @param tolerance how far from now, before or after, a webhook's time may lie
     * @throws IllegalArgumentException if it is negative
     */
    public WebhookVerifier(Secret secret, Duration tolerance, TimeSource time) {
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException("tolerance: " + tolerance + " (expected: zero or more)");
        }
        this.secret = secret;
        this.tolerance = tolerance;
        this.time = time;
    }

    /**
     * Returns if the webhook is Exa's and of now.
     *
     * @param signature the header's value; null if there was none
     * @param body byte for byte as it came
     * @throws WebhookSignatureException if it is not; says why, without the signature
     */
    public void verify(@Nullable String signature, byte[] body) {
        SignatureHeader header = SignatureHeader.parse(signature);
        byte[] expected = sign(header.time(), body);
        if (!matches(header.signatures(), expected)) {
            throw new WebhookSignatureException("signature: another (expected: one by this webhook's secret)");
        }
        Duration away = Duration.between(Instant.ofEpochSecond(header.seconds()), time.instant())
                .abs();
        if (away.compareTo(tolerance) > 0) {
            throw new WebhookSignatureException("signature: " + away.toSeconds() + " s from now (expected: within "
                    + tolerance.toSeconds() + " s)");
        }
    }

    /** Looks at all, so that the time taken does not tell which one fits. */
    private static boolean matches(List<String> signatures, byte[] expected) {
        byte[] hex = HexFormat.of().formatHex(expected).getBytes(StandardCharsets.US_ASCII);
        boolean matches = false;
        for (String signature : signatures) {
            matches |= MessageDigest.isEqual(hex, signature.getBytes(StandardCharsets.UTF_8));
        }
        return matches;
    }

    private byte[] sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(ALGORITHM + ": missing (every Java platform has it)", impossible);
        }
    }
}
