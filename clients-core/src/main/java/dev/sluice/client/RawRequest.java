package dev.sluice.client;

import dev.sluice.client.spi.RetryClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that no typed client has a method for; see {@link Sluice#raw(String)}. Immutable; every method returns a changed copy.
 *
 * <pre>{@code
 * RawRequest.get("/models/{author}/endpoints", author).query("limit", 10)
 * }</pre>
 *
 * <p>The path is the API's own, below its base URL, and may contain variables in braces. They are filled in order, percent-encoded, so that
 * none of them can become another path; logs show the path with its braces.
 */
public final class RawRequest {
    private final RawTarget target;
    private final Map<String, List<String>> headers;
    private final @Nullable Object body;
    private final Limits limits;

    private RawRequest(RawTarget target, Map<String, List<String>> headers, @Nullable Object body, Limits limits) {
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.limits = limits;
    }

    /**
     * {@code GET}; {@link RetryClass#SAFE}.
     *
     * @throws IllegalArgumentException if the path does not begin with a slash, could lead out of the API's base URL, contains a query, or
     *     has another number of variables
     */
    public static RawRequest get(String path, Object... variables) {
        return of("GET", RetryClass.SAFE, path, variables);
    }

    /** {@code HEAD}; {@link RetryClass#SAFE}. Throws as {@link #get} does. */
    public static RawRequest head(String path, Object... variables) {
        return of("HEAD", RetryClass.SAFE, path, variables);
    }

    /** {@code POST}; {@link RetryClass#EFFECT}. Throws as {@link #get} does. */
    public static RawRequest post(String path, Object... variables) {
        return of("POST", RetryClass.EFFECT, path, variables);
    }

    /** {@code PUT}; {@link RetryClass#EFFECT}. Throws as {@link #get} does. */
    public static RawRequest put(String path, Object... variables) {
        return of("PUT", RetryClass.EFFECT, path, variables);
    }

    /** {@code PATCH}; {@link RetryClass#EFFECT}. Throws as {@link #get} does. */
    public static RawRequest patch(String path, Object... variables) {
        return of("PATCH", RetryClass.EFFECT, path, variables);
    }

    /** {@code DELETE}; {@link RetryClass#EFFECT}. Throws as {@link #get} does. */
    public static RawRequest delete(String path, Object... variables) {
        return of("DELETE", RetryClass.EFFECT, path, variables);
    }

    private static RawRequest of(String method, RetryClass retry, String path, Object... variables) {
        return new RawRequest(RawTarget.of(method, path, variables), Map.of(), null, new Limits(retry, null, Map.of()));
    }

    /** Adds a query parameter, encoded here; a name may come several times. */
    public RawRequest query(String name, Object value) {
        return new RawRequest(target.query(name, String.valueOf(value)), headers, body, limits);
    }

    /** Adds a header; a name may come several times. What the signer sets goes before it. */
    public RawRequest header(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, List.copyOf(values));
        return new RawRequest(target, more, body, limits);
    }

    /** The body, written by the API's own mapper when the request is sent: a record, a map, a tree. */
    public RawRequest json(Object value) {
        return new RawRequest(target, headers, value, limits);
    }

    /** The body, byte for byte, with its media type. */
    public RawRequest body(RawBody value) {
        return new RawRequest(target, headers, value, limits);
    }

    /** How far it may be repeated, in place of what its method implies. */
    public RawRequest retry(RetryClass value) {
        return new RawRequest(target, headers, body, new Limits(value, limits.group, limits.costs));
    }

    /** The limits' group in which it counts; none unless said. */
    public RawRequest group(String name) {
        return new RawRequest(target, headers, body, new Limits(limits.retry, name, limits.costs));
    }

    /** What it costs of a quota, e.g. {@code tokens}. */
    public RawRequest cost(String quota, long amount) {
        Map<String, Long> costs = new LinkedHashMap<>(limits.costs);
        costs.put(quota, amount);
        return new RawRequest(target, headers, body, new Limits(limits.retry, limits.group, costs));
    }

    RawTarget target() {
        return target;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    @Nullable
    Object body() {
        return body;
    }

    Limits limits() {
        return limits;
    }

    /** Method and path, variables unfilled. */
    @Override
    public String toString() {
        return target.method() + " " + target.template();
    }

    /**
     * What the pipeline has to know beside the request itself.
     *
     * @param group null if none
     */
    record Limits(RetryClass retry, @Nullable String group, Map<String, Long> costs) {}
}
