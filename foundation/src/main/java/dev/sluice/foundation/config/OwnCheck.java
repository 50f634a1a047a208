package dev.sluice.foundation.config;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a record's own check found, reported where the faulty value stands if the check says its key and the key was written. */
final class OwnCheck {
    private static final Pattern KEYED = Pattern.compile("([\\w\\[\\].-]+): (.*)", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("([\\w-]+)(?:\\[(\\d{1,9})])?");

    private OwnCheck() {}

    static ConfigurationException refusal(Node.Mapping mapping, KeyPath path, IllegalArgumentException refused) {
        String message = Objects.requireNonNullElse(refused.getMessage(), "refused (expected: other values)");
        Matcher keyed = KEYED.matcher(message);
        Fault fault = keyed.matches() ? find(mapping, path, keyed.group(1)) : null;
        if (fault == null) {
            return path.refuse(mapping.place(), message, refused);
        }
        return fault.path.refuse(fault.node.place(), fault.quoted(keyed.group(2)), refused);
    }

    private static @Nullable Fault find(Node.Mapping mapping, KeyPath path, String keys) {
        Fault fault = new Fault(mapping, path);
        for (String step : keys.split("\\.", -1)) {
            Matcher parts = STEP.matcher(step);
            fault = parts.matches() ? fault.child(parts.group(1)) : null;
            if (fault != null && parts.group(2) != null) {
                fault = fault.item(Integer.parseInt(parts.group(2)));
            }
            if (fault == null) {
                return null;
            }
        }
        return fault;
    }

    /** A node and the way to it. */
    private record Fault(Node node, KeyPath path) {
        @Nullable
        Fault child(String key) {
            if (node instanceof Node.Mapping mapping) {
                for (Node.Entry entry : mapping.entries()) {
                    if (Keys.kebab(entry.key()).equals(Keys.kebab(key))) {
                        return new Fault(entry.value(), path.child(entry.key()));
                    }
                }
            }
            return null;
        }

        @Nullable
        Fault item(int index) {
            return node instanceof Node.Sequence list && index < list.items().size()
                    ? new Fault(list.items().get(index), path.item(index))
                    : null;
        }

        /** The fact, after what was written if the fact does not say it. */
        String quoted(String fact) {
            return node instanceof Node.Scalar scalar && !fact.contains(scalar.text())
                    ? Redaction.quoted(path, scalar.text()) + fact
                    : fact;
        }
    }
}
