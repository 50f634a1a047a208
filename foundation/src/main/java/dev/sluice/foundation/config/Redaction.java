package dev.sluice.foundation.config;

import dev.sluice.foundation.Secret;
import java.util.Locale;
import java.util.regex.Pattern;

/** Decides what of a configuration may be repeated in a message: too little rather than too much. */
final class Redaction {
    private static final Pattern SECRET_NAME = Pattern.compile(
            "key|secret|token|passw|passphrase|authorization|private|credential|cookie|signature|bearer|mnemonic");
    /** Twelve letters and digits in a row, or eight with capitals, or a UUID, or what a known kind of secret begins with. */
    private static final Pattern SECRET_VALUE = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9+/=]{12}"
            + "|(?=[A-Za-z]*[0-9])(?=[A-Z0-9]*[a-z])(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{8}"
            + "|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-)"
            + "|^(?i:sk-|bearer )|-----BEGIN|@");

    private static final int LONGEST_VALUE = 40;
    private static final int LONGEST_KEY = 64;

    private Redaction() {}

    /** The value in quotes with a colon, or nothing when the key or the value looks secret or is long. */
    static String quoted(KeyPath path, String value) {
        boolean hidden = isSecretName(path.text())
                || value.length() > LONGEST_VALUE
                || SECRET_VALUE.matcher(value).find();
        return hidden ? "" : "'" + value + "': ";
    }

    /** The key, unless somebody wrote a secret where a key belongs. */
    static String key(String key) {
        boolean hidden = key.length() > LONGEST_KEY || SECRET_VALUE.matcher(key).find();
        return hidden ? Secret.REDACTED : key;
    }

    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }
}
