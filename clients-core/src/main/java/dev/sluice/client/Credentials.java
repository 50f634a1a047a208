package dev.sluice.client;

import dev.sluice.client.error.MissingCredentialException;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.RegisteredSecrets;
import java.util.Map;

/** Where a provider's key comes from: the builder, else the environment. */
final class Credentials {
    private final String provider;
    private final String variable;
    private final Map<String, Secret> given;
    private final Map<String, String> environment;

    Credentials(String provider, String variable, Map<String, Secret> given, Map<String, String> environment) {
        this.provider = provider;
        this.variable = variable;
        this.given = Map.copyOf(given);
        this.environment = environment;
    }

    Secret apiKey() {
        Secret secret = given.get(provider);
        if (secret == null) {
            secret = fromEnvironment();
        }
        RegisteredSecrets.register(secret);
        return secret;
    }

    private Secret fromEnvironment() {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw new MissingCredentialException(provider, variable);
        }
        return Secret.of(value);
    }
}
