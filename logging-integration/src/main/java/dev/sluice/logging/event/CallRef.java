package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.util.Locale;

/**
 * Which call an event belongs to.
 *
 * @param requestId ours, the same for every attempt of one call
 * @param peerService the provider, such as {@code exa}
 * @param operation the operation's name, such as {@code search}
 * @param method the HTTP method
 * @param path the path's template, such as {@code /markets/{id}}: never the filled-in path, which may carry a secret
 */
public record CallRef(String requestId, String peerService, String operation, String method, String path) {
    /** Redacts the texts and writes the method in capitals. */
    public CallRef {
        Redactor redactor = Redactor.standard();
        requestId = redactor.text(requestId);
        peerService = redactor.text(peerService);
        operation = redactor.text(operation);
        method = redactor.text(method).toUpperCase(Locale.ROOT);
        path = redactor.path(path);
    }

    Fields fields() {
        return new Fields()
                .put(EventKey.REQUEST_ID, requestId)
                .put(EventKey.PEER_SERVICE, peerService)
                .put(EventKey.OPERATION, operation)
                .put(EventKey.METHOD, method)
                .put(EventKey.PATH, path);
    }
}
