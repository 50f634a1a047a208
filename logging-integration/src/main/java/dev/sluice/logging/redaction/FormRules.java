package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Redacts a URL-encoded form by its names, which must look like names. */
final class FormRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.\\[\\]-]{0,63}");

    private FormRules() {}

    /** The decoded pairs, null if this is no form. */
    static @Nullable String redact(String form, int maxChars) {
        StringBuilder out = new StringBuilder();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = QueryRules.decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!NAME.matcher(name).matches()) {
                return null;
            }
            if (out.length() > maxChars) {
                return Cut.to(out.toString(), maxChars, true);
            }
            // a name that was cut off before its equals sign shows nothing but itself
            String value = equals < 0 ? "" : QueryRules.decode(pair.substring(equals + 1));
            boolean plain = NameRules.of(name) == NameRules.Verdict.PLAIN || !Rule.FORMS.applies();
            out.append(out.isEmpty() ? "" : "&")
                    .append(TextRules.redactLine(name))
                    .append('=')
                    .append(plain ? shown(value) : Secret.REDACTED);
        }
        return Cut.to(out.toString(), maxChars);
    }

    /** A value may be JSON, and cut off at its end. */
    private static String shown(String value) {
        return RegisteredSecrets.redactCut(TextRules.redactLine(value));
    }
}
