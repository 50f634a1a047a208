package dev.sluice.client;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a raw request goes: always below the base URL of its API, for it carries the account's credentials there.
 *
 * @param method upper case
 * @param template the path, variables unfilled
 * @param path the path, encoded
 * @param query encoded; empty if none
 */
record RawTarget(String method, String template, String path, String query) {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}/]*}");

    static RawTarget of(String method, String template, Object... variables) {
        Matcher matcher = VARIABLE.matcher(template);
        StringBuilder path = new StringBuilder();
        int filled = 0;
        while (matcher.find()) {
            String value = filled < variables.length ? encoded(String.valueOf(variables[filled])) : "";
            matcher.appendReplacement(path, Matcher.quoteReplacement(value));
            filled++;
        }
        matcher.appendTail(path);
        if (filled != variables.length) {
            throw refused("has " + filled + " variables, given " + variables.length + " values");
        }
        check(path.toString());
        return new RawTarget(method, template, path.toString(), "");
    }

    RawTarget query(String name, String value) {
        String pair = encoded(name) + "=" + encoded(value);
        return new RawTarget(method, template, path, query.isEmpty() ? pair : query + "&" + pair);
    }

    URI below(URI base) {
        return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
    }

    /** What servers take for another path, in any encoding, is refused, and so is what would make another host of the base URL. */
    private static void check(String path) {
        if (!path.startsWith("/")) {
            throw refused("does not begin with a slash");
        }
        if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            throw refused("contains a query or fragment");
        }
        for (String segment : decoded(path).split("[/\\\\]", -1)) {
            int parameters = segment.indexOf(';');
            String name = parameters < 0 ? segment : segment.substring(0, parameters);
            if (name.equals(".")
                    || name.equals("..")
                    || name.toLowerCase(Locale.ROOT).contains("%2e")) {
                throw refused("contains a dot segment");
            }
        }
    }

    private static String decoded(String path) {
        try {
            URI.create("http://host" + path);
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw refused("is not encoded");
        }
    }

    private static IllegalArgumentException refused(String fact) {
        return new IllegalArgumentException("path of a raw call: " + fact
                + " (expected: an encoded path below the base URL, such as /models/{id})");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
