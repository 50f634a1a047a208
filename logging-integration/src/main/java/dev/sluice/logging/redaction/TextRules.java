package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redacts free text: registered secrets first, then URLs, then values after names, then values of well-known shapes. */
final class TextRules {
    static final int MAX_CHARS = 65_536;
    private static final int SLACK = 8_192;

    /** Bounded and without nested repetition: time grows with the text's length only. */
    private static final Pattern SHAPES =
            Pattern.compile("\\bBearer\\s{1,4}[^\\s\"'\\\\,;]++|(?i:\\bbearer)\\s{1,4}[^\\s\"'\\\\,;]{6,}+"
                    + "|(?i:\\bbasic)\\s{1,4}(?=[A-Za-z+/]{0,80}[0-9=])[A-Za-z0-9+/=_-]{8,}+"
                    + "|\\b(?:sk|rk|dtn|ghp|gho|ghs|glpat|xox[abprs])[-_][A-Za-z0-9_-]{8,}+"
                    + "|\\bgithub_pat_[A-Za-z0-9_]{8,}+"
                    + "|\\bAIza[A-Za-z0-9_-]{16,}+"
                    + "|\\beyJ[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+){0,2}"
                    + "|\\bA[KS]IA[0-9A-Z]{12,}+"
                    + "|-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*+(?:-----END[A-Z ]{0,40}-----)?");

    private static final Pattern URL = Pattern.compile("\\b[A-Za-z][A-Za-z0-9+.-]{1,14}://[^\\s\"'<>\\\\`|^]{1,4000}+");

    private TextRules() {}

    static String redact(String text) {
        KnownTexts plain = RegisteredSecrets.plainTexts();
        if (plain.has(text)) {
            return text;
        }
        String redacted = redactPrefix(text, MAX_CHARS);
        if (redacted.equals(text)) {
            plain.add(text);
        }
        return redacted;
    }

    /** Redacts the beginning of a text, of which {@code maxChars} characters are wanted at most. */
    static String redactPrefix(String text, int maxChars) {
        int enough = Math.min(Math.max(0, maxChars), MAX_CHARS);
        String json = text.length() <= enough ? NestedJson.redacted(text) : null;
        if (json != null) {
            return Printable.of(json);
        }
        return redactText(text, enough);
    }

    /** Text that is not JSON. */
    static String redactText(String text) {
        return redactText(text, MAX_CHARS);
    }

    private static String redactText(String text, int enough) {
        boolean cut = text.length() > enough + SLACK;
        String start = cut ? text.substring(0, enough + SLACK) : text;
        return !cut && isPlain(start) ? Printable.of(start) : closely(start, cut, enough);
    }

    /** By the rules themselves, without asking {@link TextCheck} first. */
    static String closely(String start, boolean cut, int enough) {
        String known = cut ? RegisteredSecrets.redactCut(start) : RegisteredSecrets.redact(start);
        if (!cut && !known.equals(start) && isPlain(known)) {
            return Printable.of(known);
        }
        String urls = known.contains("://") && Rule.URLS_IN_TEXT.applies() ? replace(URL.matcher(known)) : known;
        String named = NamedValues.redact(EmbeddedJson.redact(urls));
        String shapes = Rule.SHAPES.applies() ? SHAPES.matcher(named).replaceAll(Secret.REDACTED) : named;
        return Printable.of(cut ? Cut.to(shapes, enough, true) : shapes);
    }

    /** Most texts have nothing in them that a rule could match. */
    private static boolean isPlain(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return isPlain(bytes, bytes.length);
    }

    static boolean isPlain(Bytes text) {
        return isPlain(text.array(), text.length());
    }

    private static boolean isPlain(byte[] text, int length) {
        return !TextCheck.suspects(text, 0, length)
                && !RegisteredSecrets.occur(text, 0, length)
                && !RegisteredSecrets.endInside(text, 0, length, false);
    }

    /** Text of one line: line breaks and tabs are shown as escapes too. */
    static String redactLine(String text) {
        return redact(text).replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }

    /** For a test that counts what they ask for. */
    static List<Pattern> patterns() {
        return List.of(SHAPES, URL);
    }

    static String secretsOnly(String text) {
        return Printable.of(RegisteredSecrets.redact(text));
    }

    private static String replace(Matcher urls) {
        return urls.replaceAll(url -> Matcher.quoteReplacement(UrlRules.redact(url.group())));
    }
}
