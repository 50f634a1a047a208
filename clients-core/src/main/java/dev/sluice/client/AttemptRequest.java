package dev.sluice.client;

import dev.sluice.client.spi.OutgoingRequest;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.redaction.RegisteredSecrets;
import feign.Request;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The request of one attempt, as the method's template gives it and the signer completes it. For one thread. */
final class AttemptRequest implements OutgoingRequest {
    /** Headers that carry credentials whoever sets them. */
    private static final Set<String> CREDENTIALS =
            caseless("authorization", "cookie", "proxy-authorization", "x-api-key", "api-key");

    private final String method;
    private final URI uri;
    private final byte[] body;
    private final Map<String, List<String>> headers;
    private boolean credentials;

    AttemptRequest(Request request) {
        this.method = request.httpMethod().name();
        this.uri = URI.create(request.url());
        this.body = request.body() == null ? new byte[0] : request.body();
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(this::put);
    }

    /** @param headers looked up in any case; not copied */
    AttemptRequest(String method, URI uri, byte[] body, SortedMap<String, List<String>> headers) {
        this.method = method;
        this.uri = uri;
        this.body = body;
        this.headers = headers;
        for (String name : headers.keySet()) {
            credentials |= CREDENTIALS.contains(name);
        }
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public void header(String name, String value) {
        put(name, List.of(value));
    }

    @Override
    public void credential(String name, String prefix, Secret secret) {
        RegisteredSecrets.register(secret);
        put(name, List.of(prefix + secret.reveal()));
        credentials = true;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    void defaultHeader(String name, String value) {
        headers.putIfAbsent(name, List.of(value));
    }

    /** Whether the request would show a credential to whoever reads it on the way. */
    boolean carriesCredentials() {
        return credentials;
    }

    private void put(String name, Collection<String> values) {
        headers.put(name, List.copyOf(values));
        credentials |= CREDENTIALS.contains(name);
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}
