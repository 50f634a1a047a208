package dev.sluice.exa.webhook;

/** A webhook is not Exa's, or not of now: answer it with 401 and look no further into it. */
public final class WebhookSignatureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebhookSignatureException(String fact) {
        super(fact);
    }
}
