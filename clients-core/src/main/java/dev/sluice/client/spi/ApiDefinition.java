package dev.sluice.client.spi;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Feign interface and what its provider's API is like. Methods carry {@link Operation} and Feign's own {@code @RequestLine},
 * {@code @Headers}, {@code @Param}, {@code @QueryMap}. The body parameter is a record (sent as JSON), a {@code RawBody} or a {@code byte[]};
 * the result a record, collection or tree (read from JSON), {@code RawBody}, {@code String}, {@code byte[]}, {@code void}, or an
 * {@code EventStream}; or an {@code Optional} of these, for which an effective status of 404 or 410 is an answer, empty, and no error.
 * Immutable.
 *
 * @param <T> the Feign interface
 */
public final class ApiDefinition<T> {
    private final Class<T> type;
    private final URI baseUrl;
    private final String name;
    private final RequestSigner signer;
    private final ResponseClassifier classifier;
    private final CallCustomizer customizer;
    private final CallSettler settler;
    private final JsonMapper mapper;
    private final Idempotency idempotency;
    private final Map<Class<?>, Supplier<? extends EventDecoder<?>>> events;

    private ApiDefinition(Builder<T> builder) {
        this.type = builder.type;
        this.baseUrl = builder.baseUrl;
        this.name = builder.name;
        this.signer = builder.signer;
        this.classifier = builder.classifier;
        this.customizer = builder.customizer;
        this.settler = builder.settler;
        this.mapper = builder.mapper == null ? DefaultMapper.INSTANCE : builder.mapper;
        this.idempotency = builder.idempotency;
        this.events = Map.copyOf(builder.events);
    }

    /**
     * Begins a definition that calls {@code baseUrl} + the method's path, unsigned, with {@link ResponseClassifier#byStatus()}.
     *
     * @param baseUrl absolute http or https address without query; a trailing slash does not matter
     * @throws IllegalArgumentException if it is anything else
     */
    public static <T> Builder<T> of(Class<T> feignInterface, URI baseUrl) {
        return new Builder<>(feignInterface, BaseUrls.checked(baseUrl));
    }

    /** The Feign interface. */
    public Class<T> type() {
        return type;
    }

    /** What paths are appended to; without a trailing slash. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** What raw calls know it by: {@code default}, or a name of its own where the provider has several APIs. */
    public String name() {
        return name;
    }

    /** Signs each attempt. */
    public RequestSigner signer() {
        return signer;
    }

    /** Understands answers. */
    public ResponseClassifier classifier() {
        return classifier;
    }

    /** Adjusts each call. */
    public CallCustomizer customizer() {
        return customizer;
    }

    /** Corrects what calls were charged. */
    public CallSettler settler() {
        return settler;
    }

    /** Writes request bodies and reads answers. */
    public JsonMapper mapper() {
        return mapper;
    }

    /** How this provider takes idempotency keys. */
    public Idempotency idempotency() {
        return idempotency;
    }

    /** A fresh decoder for a stream of this type of events; empty if none was defined. */
    @SuppressWarnings("unchecked") // events(..) pairs the class with a decoder of that class
    public <E> Optional<EventDecoder<E>> eventDecoder(Class<E> eventType) {
        return Optional.ofNullable((Supplier<EventDecoder<E>>) events.get(eventType))
                .map(Supplier::get);
    }

    /**
     * How a provider takes idempotency keys.
     *
     * @param header the header they are sent in
     * @param honoured whether it does one thing under one key, however often it is asked
     */
    public record Idempotency(String header, boolean honoured) {}

    /**
     * Collects a definition.
     *
     * @param <T> the Feign interface
     */
    public static final class Builder<T> {
        private final Class<T> type;
        private final URI baseUrl;
        private final Map<Class<?>, Supplier<? extends EventDecoder<?>>> events = new HashMap<>();
        private String name = "default";
        private RequestSigner signer = RequestSigner.none();
        private ResponseClassifier classifier = ResponseClassifier.byStatus();
        private CallCustomizer customizer = CallCustomizer.none();
        private CallSettler settler = CallSettler.none();
        private @Nullable JsonMapper mapper;
        private Idempotency idempotency = new Idempotency("Idempotency-Key", false);

        private Builder(Class<T> type, URI baseUrl) {
            this.type = type;
            this.baseUrl = baseUrl;
        }

        /** Names it among several APIs of its provider, as in {@link ProviderContext#baseUrl}; {@code default} unless set. */
        public Builder<T> name(String value) {
            this.name = value;
            return this;
        }

        /** Signs each attempt; {@link RequestSigner#none()} unless set. */
        public Builder<T> signer(RequestSigner value) {
            this.signer = value;
            return this;
        }

        /** Understands answers; {@link ResponseClassifier#byStatus()} unless set. */
        public Builder<T> classifier(ResponseClassifier value) {
            this.classifier = value;
            return this;
        }

        /** Adjusts each call by its arguments. */
        public Builder<T> customizer(CallCustomizer value) {
            this.customizer = value;
            return this;
        }

        /** Corrects what calls were charged to what their answers say was used. */
        public Builder<T> settler(CallSettler value) {
            this.settler = value;
            return this;
        }

        /**
         * Writes and reads JSON; unless set, one that ignores unknown fields, keeps property order, leaves nulls out and reads every
         * fraction as an exact {@code BigDecimal}.
         */
        public Builder<T> mapper(JsonMapper value) {
            this.mapper = value;
            return this;
        }

        /** Sends idempotency keys in this header instead of {@code Idempotency-Key}. */
        public Builder<T> idempotencyHeader(String name) {
            idempotency = new Idempotency(name, idempotency.honoured);
            return this;
        }

        /**
         * The provider promises to do one thing under one idempotency key, however often it is asked: {@link RetryClass#EFFECT} calls
         * that carry one are repeated like reads. Unless set, they are not, key or no key.
         */
        public Builder<T> honoursIdempotencyKey() {
            idempotency = new Idempotency(idempotency.header, true);
            return this;
        }

        /**
         * How to read methods that return {@code EventStream<E>}; and methods that return {@code E} itself, where the server answers them
         * with an event stream all the same: the last event then is the answer.
         *
         * @param decoders makes one decoder per stream
         */
        public <E> Builder<T> events(Class<E> eventType, Supplier<? extends EventDecoder<E>> decoders) {
            events.put(eventType, decoders);
            return this;
        }

        /** The finished definition. */
        public ApiDefinition<T> build() {
            return new ApiDefinition<>(this);
        }
    }
}
