package dev.sluice.canary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What must not be found anywhere: a mark that every planted secret begins with, in the forms it may take. */
final class Canary {
    static final String MARK = "CaNaRy7f3aQxZ";

    /** Not registered; of no known shape. */
    static final String UNKNOWN = MARK + "-plain-91ab";

    /** The clients' key. */
    static final String KEY = MARK + "/K+y=z9~v";

    private static final List<String> FORMS = forms();

    private Canary() {}

    /** A template with its canaries: {@code @} the unknown one, {@code #64} the key as Basic has it, {@code #} the key. */
    static String in(String template) {
        return template.replace("#64", base64("user:" + KEY))
                .replace("#", KEY)
                .replace("@", UNKNOWN)
                .replace("<at>", "@");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where a text has the mark, with what is around it; empty if it has it nowhere. */
    static List<String> leaks(String text) {
        List<String> leaks = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (String form : FORMS) {
            int at = form.equals(form.toLowerCase(Locale.ROOT)) ? lower.indexOf(form) : text.indexOf(form);
            if (at >= 0) {
                leaks.add(form + ": " + text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100)));
            }
        }
        return leaks;
    }

    private static List<String> forms() {
        List<String> forms = new ArrayList<>();
        forms.add(MARK.toLowerCase(Locale.ROOT));
        forms.add(HexFormat.of().formatHex(MARK.getBytes(StandardCharsets.UTF_8)));
        StringBuilder escaped = new StringBuilder();
        MARK.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        forms.add(escaped.toString());
        for (int offset = 0; offset < 3; offset++) {
            String encoded = base64("x".repeat(offset) + MARK);
            forms.add(encoded.substring(offset == 0 ? 0 : offset + 1, (offset + MARK.length()) * 8 / 6));
        }
        return List.copyOf(forms);
    }
}
