package dev.sluice.exa.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a signature's header.
 *
 * @param time as it was signed
 * @param seconds the same as a number, since 1970
 * @param signatures of version 1, in lower case; at least one
 */
record SignatureHeader(String time, long seconds, List<String> signatures) {
    private static final String EXPECTED = " (expected: t=<seconds>,v1=<hex>)";

    static SignatureHeader parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new WebhookSignatureException("signature: missing" + EXPECTED);
        }
        String time = null;
        List<String> signatures = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            String text = part.strip();
            if (text.startsWith("t=")) {
                time = text.substring(2);
            } else if (text.startsWith("v1=")) {
                signatures.add(text.substring(3).toLowerCase(Locale.ROOT));
            }
        }
        if (time == null || !time.matches("[0-9]{1,11}")) {
            throw new WebhookSignatureException("signature: no time in it" + EXPECTED);
        }
        if (signatures.isEmpty()) {
            throw new WebhookSignatureException("signature: no version 1 in it" + EXPECTED);
        }
        return new SignatureHeader(time, Long.parseLong(time), List.copyOf(signatures));
    }
}
