package dev.sluice.logging.redaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ways a secret may be written. Letter case is left to the scanner. */
final class SecretForms {
    /** How often JSON may be wrapped in a JSON string. */
    private static final int JSON_LEVELS = 3;

    private SecretForms() {}

    static Set<String> of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        if (!Rule.ENCODED_SECRETS.applies()) {
            return forms;
        }
        String json = secret;
        String ascii = secret;
        for (int level = 0; level < JSON_LEVELS; level++) {
            json = jsonEscaped(json, false);
            ascii = jsonEscaped(ascii, true);
            forms.add(json);
            forms.add(ascii);
            forms.add(json.replace("/", "\\/"));
        }
        addUrlEncoded(secret, forms);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        addBase64(bytes, forms);
        forms.add(HexFormat.of().formatHex(bytes));
        return forms;
    }

    /** As Java's encoder writes it, as RFC 3986 has it, as browsers do for a parameter and for a path, and with every byte encoded. */
    private static void addUrlEncoded(String secret, Set<String> forms) {
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String blanks = form.replace("+", "%20");
        String strict = blanks.replace("*", "%2A").replace("%7E", "~");
        String script = blanks.replace("%7E", "~")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")");
        String path = script.replace("%2F", "/")
                .replace("%2B", "+")
                .replace("%3A", ":")
                .replace("%40", "@")
                .replace("%3D", "=")
                .replace("%26", "&");
        String every = "%" + HexFormat.ofDelimiter("%").formatHex(secret.getBytes(StandardCharsets.UTF_8));
        forms.addAll(List.of(form, blanks, strict, script, path, every));
    }

    /**
     * Base64 at each of the three offsets a secret can have in what was encoded ({@code user:secret}), without the characters that depend on
     * its neighbours.
     */
    private static void addBase64(byte[] secret, Set<String> forms) {
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + secret.length];
            System.arraycopy(secret, 0, shifted, offset, secret.length);
            int from = (offset * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            forms.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
            forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
        }
    }

    private static String jsonEscaped(String text, boolean asciiOnly) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || (asciiOnly && (c > 0x7e || "<>&'=".indexOf(c) >= 0))) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
