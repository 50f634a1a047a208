package dev.sluice.openrouter.internal;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.ResponseClassifier;
import dev.sluice.client.spi.ResponseHead;

/** Says what an answer means: {@link ErrorReader} finds the error, the head names the generation. */
final class OpenRouterClassifier implements ResponseClassifier {

    @Override
    public Classification classify(ResponseHead head, byte[] body) {
        ErrorReport error = ErrorReader.read(head, body);
        Classification meant = error == null ? Classification.of(head.status()) : error.classification();
        return meant.providerRequestId(head.header("X-Generation-Id").orElse(null));
    }
}
