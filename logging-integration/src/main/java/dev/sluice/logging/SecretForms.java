package dev.sluice.logging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/** The ways a secret may be written. Letter case is left to the scanner. */
final class SecretForms {
    /** How often JSON may be wrapped in a JSON string. */
    private static final int JSON_LEVELS = 3;

    private SecretForms() {}

    static Set<String> of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        String json = secret;
        String ascii = secret;
        for (int level = 0; level < JSON_LEVELS; level++) {
            json = jsonEscaped(json, false);
            ascii = jsonEscaped(ascii, true);
            forms.add(json);
            forms.add(ascii);
            forms.add(json.replace("/", "\\/"));
        }
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.add(url);
        forms.add(url.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        addBase64(bytes, forms);
        forms.add(HexFormat.of().formatHex(bytes));
        return forms;
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
