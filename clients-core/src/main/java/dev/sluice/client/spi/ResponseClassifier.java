package dev.sluice.client.spi;

/**
 * Turns one provider's answers into meaning: effective status, error words, when to come back. Thread-safe, without side effects. Sees every
 * answer whose body is read whole. Of a successful event stream it sees the head, with an empty body: the provider's request id is taken
 * from what it says, and what the server says is left, unless it takes the emptiness for an error; the chunks go to the {@link EventDecoder}. An exception from it ends the
 * call as a decoding failure.
 */
@FunctionalInterface
public interface ResponseClassifier {
    /**
     * Says what an answer means.
     *
     * @param body the whole body, decompressed; possibly empty, possibly no JSON
     */
    Classification classify(ResponseHead head, byte[] body);

    /** The HTTP status as it stands, {@code Retry-After}, and {@code x-request-id}. */
    static ResponseClassifier byStatus() {
        return (head, body) -> Classification.of(head.status())
                .retryAt(RetryTimes.retryAfter(head).orElse(null))
                .providerRequestId(head.header("x-request-id").orElse(null));
    }
}
