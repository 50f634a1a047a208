package dev.sluice.client;

import dev.sluice.client.error.MissingCredentialException;
import dev.sluice.client.error.UnusableCredentialException;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's key comes from: the builder, else the file that the configuration names, else the environment. It is asked for at each
 * attempt, and every value is registered for redaction before anybody has it; one in the environment when this is made. Thread-safe.
 */
final class Credentials {
    /** Values of a rotating key that are still looked for in logs; an answer may quote the one before. */
    private static final int REMEMBERED = 8;

    private final Supplier<Secret> source;
    private final Deque<Secret> seen = new ArrayDeque<>();
    private volatile @Nullable Secret latest;

    private Credentials(Supplier<Secret> source) {
        this.source = source;
    }

    static Credentials of(
            String provider,
            ProviderKeys configured,
            Map<String, Supplier<Secret>> given,
            Map<String, String> environment) {
        Supplier<Secret> own = given.get(provider);
        if (own != null) {
            return new Credentials(() -> supplied(provider, own));
        }
        if (configured.apiKeyFile() != null) {
            return new Credentials(new KeyFile(provider, configured.apiKeyFile()));
        }
        String variable = configured.apiKeyEnv();
        String value = environment.getOrDefault(variable, "");
        if (isOneLine(value)) {
            RegisteredSecrets.register(Secret.of(value));
        }
        return new Credentials(() -> inEnvironment(provider, variable, environment));
    }

    Secret apiKey() {
        Secret key = source.get();
        RegisteredSecrets.register(key);
        Secret before = latest;
        if (before == null || !before.equals(key)) {
            remember(key);
        }
        return key;
    }

    private synchronized void remember(Secret key) {
        seen.remove(key);
        seen.addLast(key);
        if (seen.size() > REMEMBERED) {
            RegisteredSecrets.forget(seen.removeFirst());
        }
        latest = key;
    }

    /** What a supplier says when it fails may contain anything, so nothing of it is passed on but the place. */
    private static Secret supplied(String provider, Supplier<Secret> supplier) {
        @Nullable Secret key;
        try {
            key = supplier.get();
        } catch (Exception failure) {
            UnusableCredentialException unusable = new UnusableCredentialException(
                    provider,
                    "credential supplier failed with " + failure.getClass().getSimpleName() + " (expected: a secret)");
            unusable.setStackTrace(failure.getStackTrace());
            throw unusable;
        }
        if (key == null) {
            throw new UnusableCredentialException(provider, "credential supplier gave nothing (expected: a secret)");
        }
        return key;
    }

    private static Secret inEnvironment(String provider, String variable, Map<String, String> environment) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw new MissingCredentialException(provider, variable);
        }
        if (!isOneLine(value)) {
            throw new UnusableCredentialException(
                    provider, "environment variable " + variable + " is not one line (expected: the key alone)");
        }
        return Secret.of(value);
    }

    private static boolean isOneLine(String value) {
        return !value.isBlank() && value.strip().chars().noneMatch(Character::isISOControl);
    }
}
