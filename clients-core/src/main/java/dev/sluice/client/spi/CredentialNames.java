package dev.sluice.client.spi;

import java.util.Locale;

/** The convention for names of environment variables that hold keys. */
final class CredentialNames {
    private CredentialNames() {}

    static String variableOf(String provider) {
        return provider.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY";
    }
}
