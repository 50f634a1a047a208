package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which call an event belongs to.
 *
 * @param requestId what it was asked for: the same for every attempt, and of all calls of one inbound request
 * @param callId tells the calls of one inbound request apart; null if the request id is this call's alone
 * @param peerService the provider, such as {@code exa}
 * @param operation the operation's name, such as {@code search}
 * @param method the HTTP method
 * @param path the path's template, such as {@code /markets/{id}}: never the filled-in path, which may carry a secret
 */
public record CallRef(
        String requestId, @Nullable String callId, String peerService, String operation, String method, String path) {
    /** Redacts the texts and writes the method in capitals. */
    public CallRef {
        Redactor redactor = Redactor.standard();
        requestId = redactor.text(requestId);
        callId = redactor.textOrNull(callId);
        peerService = redactor.text(peerService);
        operation = redactor.text(operation);
        method = redactor.text(method).toUpperCase(Locale.ROOT);
        path = redactor.path(path);
    }

    /** A call whose request id is its own. */
    public CallRef(String requestId, String peerService, String operation, String method, String path) {
        this(requestId, null, peerService, operation, method, path);
    }

    Fields fields() {
        return new Fields()
                .put(EventKey.REQUEST_ID, requestId)
                .put(EventKey.CALL_ID, callId)
                .put(EventKey.PEER_SERVICE, peerService)
                .put(EventKey.OPERATION, operation)
                .put(EventKey.METHOD, method)
                .put(EventKey.PATH, path);
    }
}
