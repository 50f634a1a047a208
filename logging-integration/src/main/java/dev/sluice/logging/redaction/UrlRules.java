package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Redacts URLs by parts, without a parser that refuses odd ones. */
final class UrlRules {
    /** Words, versions, numbers, UUIDs, hexadecimal ids (a market's condition id is 0x and 64 digits), slugs of lower-case words. */
    private static final Pattern PLAIN_SEGMENT = Pattern.compile("[A-Za-z][A-Za-z._:~-]{0,63}|v\\d{1,4}|\\d{1,90}"
            + "|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]{1,64}"
            + "|[a-z0-9._:~-]{1,15}|[a-z0-9]{1,15}(?:[._:~-][a-z0-9]{0,15}){1,40}|\\{[A-Za-z0-9_-]{1,40}}");

    private UrlRules() {}

    static String redact(String url) {
        int fragment = url.indexOf('#');
        String whole = fragment < 0 ? url : url.substring(0, fragment);
        int question = whole.indexOf('?');
        String front = question < 0 ? whole : whole.substring(0, question);
        int scheme = front.indexOf("://");
        int hostStart = scheme < 0 ? 0 : scheme + 3;
        int slash = front.indexOf('/', hostStart);
        int pathStart = scheme < 0 && !front.startsWith("//") ? 0 : slash < 0 ? front.length() : slash;
        String result = origin(front.substring(0, pathStart)) + redactPath(front.substring(pathStart));
        return question < 0 ? result : result + "?" + query(whole.substring(question + 1));
    }

    static String redactPath(String path) {
        KnownTexts plain = RegisteredSecrets.plainPaths();
        if (plain.has(path)) {
            return path;
        }
        String redacted = redactSegments(path);
        if (redacted.equals(path)) {
            plain.add(path);
        }
        return redacted;
    }

    private static String redactSegments(String path) {
        StringBuilder out = new StringBuilder();
        boolean hide = false;
        for (String segment : path.split("/", -1)) {
            String decoded = QueryRules.decode(segment);
            boolean template = decoded.startsWith("{") && decoded.endsWith("}");
            boolean shown = decoded.isEmpty()
                    || !Rule.PATH_SEGMENTS.applies()
                    || ((!hide || template) && PLAIN_SEGMENT.matcher(decoded).matches());
            out.append(shown ? segment : Secret.REDACTED).append('/');
            hide = (hide && decoded.isEmpty()) || hidesNext(decoded);
        }
        out.setLength(out.length() - 1);
        return RegisteredSecrets.redact(out.toString());
    }

    /** Daytona's {@code /preview/{signedToken}/…} and {@code …/validate/{authToken}}, and any segment named as a credential. */
    private static boolean hidesNext(String segment) {
        return segment.equals("preview")
                || segment.equals("validate")
                || (NameRules.isSecret(segment) && !segment.startsWith("{"));
    }

    private static String origin(String origin) {
        int at = origin.lastIndexOf('@');
        int host = origin.indexOf("://");
        if (at < 0 || !Rule.USER_INFO.applies()) {
            return TextRules.secretsOnly(origin);
        }
        return (host < 0 ? "" : origin.substring(0, host + 3))
                + Secret.REDACTED
                + TextRules.secretsOnly(origin.substring(at));
    }

    private static String query(String raw) {
        Map<String, String> redacted = QueryRules.redactAll(raw);
        return redacted.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining("&"));
    }
}
