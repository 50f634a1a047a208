package dev.sluice.logging.context;

import dev.sluice.foundation.Secret;
import dev.sluice.logging.redaction.KeyedHash;
import dev.sluice.logging.redaction.Redactor;
import java.util.Map;
import java.util.regex.Pattern;

/** What a context shows of a value: redacted by its name, and hashed where it says who a person is. */
final class PersonalValues {
    private static final Pattern E_MAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");

    private PersonalValues() {}

    static String redact(String key, String value) {
        if (key.equals(LogKeys.USER_ID) || E_MAIL.matcher(value).matches()) {
            return KeyedHash.id(value);
        }
        return String.valueOf(Redactor.standard().fields(Map.of(key, value)).getOrDefault(key, Secret.REDACTED));
    }
}
