package dev.sluice.logging.event;

import dev.sluice.logging.redaction.KeyedHash;
import dev.sluice.logging.redaction.Redactor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names, fields and persons of events that programs make up: always with the family's prefix, always fit to be logged. */
final class EventNames {
    private static final int MAX = 80;
    private static final Pattern HASH = Pattern.compile("hash:[0-9a-f]{16}");

    private EventNames() {}

    /** Lower case, words joined by underscores, with the prefix once. */
    static String of(String prefix, String name) {
        String word =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        String own = word.startsWith(prefix) ? word.substring(prefix.length()) : word;
        return prefix + (own.length() > MAX ? own.substring(0, MAX) : own);
    }

    /** Persons replaced, then redacted by name; {@code event_type} is the event's own. */
    static Map<String, Object> fields(Map<String, ?> given) {
        Map<String, Object> fields = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.endsWith("user_id") || lower.equals("userid")) {
                fields.put(name, person(String.valueOf(value)));
            } else if (lower.endsWith("email") || lower.endsWith("e_mail")) {
                String address = String.valueOf(value).trim().toLowerCase(Locale.ROOT);
                fields.put(EventKey.MAIL_HASH.key(), person(address));
            } else if (!name.equals("event_type")) {
                fields.put(name, value);
            }
        });
        return Redactor.standard().fields(fields);
    }

    /** What stands for a person; what is that already stays. */
    static @Nullable String personOrNull(@Nullable String person) {
        return person == null ? null : person(person);
    }

    private static String person(String person) {
        return HASH.matcher(person).matches() ? person : KeyedHash.id(person);
    }
}
