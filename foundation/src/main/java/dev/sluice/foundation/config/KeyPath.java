package dev.sluice.foundation.config;

/** The way from the top of the configuration to a key, as shown in messages: {@code providers.exa.limits.quotas[0].per}. */
record KeyPath(String text) {
    static final KeyPath ROOT = new KeyPath("");

    KeyPath child(String key) {
        return new KeyPath(text.isEmpty() ? Redaction.key(key) : text + "." + Redaction.key(key));
    }

    KeyPath item(int index) {
        return new KeyPath(text + "[" + index + "]");
    }

    ConfigurationException refuse(Place place, String fact) {
        return new ConfigurationException(message(place, fact));
    }

    ConfigurationException refuse(Place place, String fact, Throwable cause) {
        return new ConfigurationException(message(place, fact), cause);
    }

    private String message(Place place, String fact) {
        return place.text() + ": " + (text.isEmpty() ? "" : text + ": ") + fact;
    }
}
