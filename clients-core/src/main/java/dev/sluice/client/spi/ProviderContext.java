package dev.sluice.client.spi;

import dev.sluice.client.error.MissingCredentialException;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Section;
import dev.sluice.ratelimit.Limiter;
import java.net.URI;

/** What a provider's module gets from its {@code Sluice}. Thread-safe. */
public interface ProviderContext {
    /** The provider's name. */
    String provider();

    /**
     * The account's key: from the builder, else from the file that {@code api-key-file} names, else from the environment variable that
     * {@code api-key-env} names. It may be another one the next time. Ask for it in the signer
     * ({@code RequestSigner.bearer(context::apiKey)}), not while the client is made: who makes no authenticated call needs no key.
     *
     * @throws MissingCredentialException if there is none; says which variable to set
     * @throws dev.sluice.client.error.UnusableCredentialException if its file cannot be read, or its supplier fails
     */
    Secret apiKey();

    /**
     * Where an API of this provider is: the builder's override, or the configuration's {@code base-url} (for {@code name} {@code default})
     * or {@code base-urls.<name>}, or production. Paths of the Feign interface are appended to it.
     *
     * @param name {@code default}, or the API's name where the provider has several, e.g. {@code gamma}
     * @param production the address that ships
     */
    URI baseUrl(String name, URI production);

    /** An implementation of a Feign interface behind the whole pipeline, with this provider's limits, retries, breaker and time limits. */
    <T> T api(ApiDefinition<T> definition);

    /** The limits of this provider's account, for leases; calls acquire their permits by themselves. */
    Limiter limiter();

    /** The time everything is measured and waited by. */
    TimeSource time();

    /** The configuration of one of the module's own {@linkplain ProviderModule#sections() sections}. */
    <T extends Record> T section(Section<T> section);
}
