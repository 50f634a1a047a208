package dev.sluice.client.error;

import java.util.Optional;

/** The provider answered with success, but the answer is not what the operation returns: malformed, too large, of another type. */
public final class DecodingException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final FailedResponse response;

    /**
     * A failure of this call.
     *
     * @param fact what could not be understood, for the message
     */
    public DecodingException(FailedCall call, FailedResponse response, String fact, Repeatability repeatability) {
        super(call, fact, repeatability, null);
        this.response = response;
    }

    @Override
    public Optional<Integer> effectiveStatus() {
        return Optional.of(response.effectiveStatus());
    }

    @Override
    public Optional<String> providerRequestId() {
        return Optional.ofNullable(response.providerRequestId());
    }

    @Override
    public String body() {
        return response.body();
    }
}
