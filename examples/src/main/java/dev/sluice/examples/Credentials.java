package dev.sluice.examples;

import dev.sluice.foundation.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys of the providers. */
final class Credentials {
    /** A key of the tester's choice for the simulated accounts; it must turn up in no file and no output. */
    static final String PLANTED = "SLUICE_DEMO_KEY";

    private Credentials() {}

    /** For simulators, which take any key: the planted one, or one made up for this run. */
    static Map<String, Secret> simulated(Map<String, String> environment) {
        String planted = environment.getOrDefault(PLANTED, "");
        Secret key = secret(PLANTED, planted.isBlank() ? "sk-demo-" + random() : planted);
        Map<String, Secret> keys = new LinkedHashMap<>();
        Providers.ALL.forEach(provider -> keys.put(provider, key));
        return keys;
    }

    /**
     * The real keys, from the environment.
     *
     * @throws UsageException naming the variables that are missing
     */
    static Map<String, Secret> live(Map<String, String> environment, Mode mode) {
        List<String> providers = mode == Mode.CODE
                ? List.of(Providers.EXA, Providers.OPENROUTER, Providers.DAYTONA)
                : List.of(Providers.EXA, Providers.OPENROUTER);
        List<String> missing = providers.stream()
                .map(Credentials::variable)
                .filter(variable -> environment.getOrDefault(variable, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new UsageException(
                    "--live: missing environment variable " + String.join(", ", missing) + " (expected an API key)");
        }
        Map<String, Secret> keys = new LinkedHashMap<>();
        providers.forEach(provider ->
                keys.put(provider, secret(variable(provider), environment.getOrDefault(variable(provider), ""))));
        return keys;
    }

    private static Secret secret(String variable, String value) {
        try {
            return Secret.of(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException("environment variable " + variable + ": " + e.getMessage());
        }
    }

    private static String variable(String provider) {
        return provider.toUpperCase(Locale.ROOT) + "_API_KEY";
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
