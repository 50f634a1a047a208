package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides in free text what follows a credential's name and a colon or equals sign: {@code api_key=…}, {@code "password": "…"},
 * {@code Authorization: …}, {@code API key provided: …}, with quotes and backslashes of whatever the text was cut out of.
 */
final class NamedValues {
    static final int MAX_NAME = 100;
    static final String ENDS_OF_PHRASES = ",;&?{}[]()<>\n\r|=:";
    private static final int MAX_QUOTES = 16;
    private static final String QUOTES = "\"'`\\";
    private static final Pattern WORDS = Pattern.compile("[^\\s\"'`]+");
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\{1,8}u([0-9a-fA-F]{4})");
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:bearer|basic|token|digest|apikey|negotiate)\\s{1,4}");
    private static final Pattern LITERAL = Pattern.compile(
            "(?:true|false|null|None|\\.\\.\\.\\[truncated]|\\*\\*\\*REDACTED\\*\\*\\*)(?![A-Za-z0-9])");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?![\\w.])");
    private static final Pattern SOURCE_FILE = Pattern.compile("[\\w$./-]+\\.(?:java|kts?|scala|groovy|clj)");
    private static final Pattern LINE = Pattern.compile(":\\d{1,6}(?![\\w.-])");
    private static final Set<String> FILLERS =
            Set.of("provided", "given", "supplied", "used", "value", "header", "is", "was");

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int copied;

    private NamedValues(String text) {
        this.text = text;
    }

    static String redact(String text) {
        return !Rule.NAMED_VALUES.applies() ? text : new NamedValues(text).redacted();
    }

    private String redacted() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if ((c == ':' || c == '=') && i > copied) {
                i = separator(i);
            } else {
                i++;
            }
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    /** Looks at what stands around a separator; returns where to go on. */
    private int separator(int at) {
        String name = nameBefore(at);
        NameRules.Verdict verdict = NameRules.of(name);
        if (verdict == NameRules.Verdict.PLAIN || isPlaceInSource(name, at)) {
            return at + 1;
        }
        int value = at + 1;
        while (value < text.length() && value - at < MAX_QUOTES && ":=> \t".indexOf(text.charAt(value)) >= 0) {
            value++;
        }
        int quotes = value;
        while (value < text.length() && value - quotes < MAX_QUOTES && QUOTES.indexOf(text.charAt(value)) >= 0) {
            value++;
        }
        if (value >= text.length() || starts(LITERAL, value) || (isCount(verdict) && starts(NUMBER, value))) {
            return at + 1;
        }
        int end = value > quotes ? quotedEnd(value) : bareEnd(value, isHeaderLine(name));
        if (end == value) {
            return at + 1;
        }
        out.append(text, copied, value).append(Secret.REDACTED);
        copied = end;
        return end;
    }

    /** {@code TokenStore.java:42}, as stack frames have it and compilers say it; whatever else follows a file's name is a value. */
    private boolean isPlaceInSource(String name, int at) {
        return SOURCE_FILE.matcher(name).matches() && starts(LINE, at);
    }

    /** Their values have parts with blanks and semicolons between them. */
    private static boolean isHeaderLine(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("cookie") || lower.endsWith("authorization");
    }

    private static boolean isCount(NameRules.Verdict verdict) {
        return verdict == NameRules.Verdict.COUNT;
    }

    /** The name before a separator, without quotes, escapes and filler words; empty if there is none. */
    private String nameBefore(int at) {
        int from = Math.max(copied, at - MAX_NAME);
        int start = at;
        while (start > from && ENDS_OF_PHRASES.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return nameIn(text.substring(start, at));
    }

    /** Whether what follows this phrase and a separator has to be hidden, or may have to be. */
    static boolean isSecret(String phrase) {
        return NameRules.of(nameIn(phrase)) != NameRules.Verdict.PLAIN;
    }

    private static String nameIn(String words) {
        String phrase = words;
        if (phrase.indexOf('\\') >= 0) {
            phrase = UNICODE_ESCAPE
                    .matcher(phrase)
                    .replaceAll(hex ->
                            Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(hex.group(1), 16))))
                    .replace("\\", " ");
        }
        List<String> separate = WORDS.matcher(QueryRules.decode(phrase))
                .results()
                .map(MatchResult::group)
                .toList();
        int last = separate.size() - 1;
        while (last > 0 && FILLERS.contains(separate.get(last))) {
            last--;
        }
        return last < 0 ? "" : separate.get(last);
    }

    /** Ends at the quote that was opened, which has as many backslashes before it as the opening one, or fewer. */
    private int quotedEnd(int value) {
        char quote = text.charAt(value - 1);
        if (quote == '\\') {
            return bareEnd(value, false);
        }
        int opening = backslashes(value - 1);
        for (int i = value; i < text.length(); i++) {
            if (text.charAt(i) == quote && backslashes(i) <= opening) {
                return i - backslashes(i);
            }
        }
        return text.length();
    }

    private int backslashes(int quote) {
        int i = quote;
        while (i > 0 && text.charAt(i - 1) == '\\') {
            i--;
        }
        return quote - i;
    }

    /** Structured values are hidden to their closing bracket, others to the word's end, the scheme of an Authorization header included. */
    private int bareEnd(int value, boolean line) {
        char first = text.charAt(value);
        int end = value;
        Matcher scheme = SCHEME.matcher(text).region(value, text.length());
        if (scheme.lookingAt()) {
            end = scheme.end();
        }
        if (first == '{' || first == '[' || first == '(') {
            return structureEnd(value);
        }
        String stops = line ? "\n\r" : " \t\n\r,;&\"'`<>)}]|\\";
        while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Behind the bracket that closes the one at {@code value}; the text's end if none does, or another comes first. */
    private int structureEnd(int value) {
        StringBuilder open = new StringBuilder();
        for (int i = value; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                int quote = text.indexOf('"', i + 1);
                while (quote > 0 && text.charAt(quote - 1) == '\\' && text.charAt(i - 1) != '\\') {
                    quote = text.indexOf('"', quote + 1);
                }
                i = quote < 0 ? text.length() : quote;
            } else if ("{[(".indexOf(c) >= 0) {
                open.append("}])".charAt("{[(".indexOf(c)));
            } else if ("}])".indexOf(c) >= 0) {
                int last = open.length() - 1;
                if (open.charAt(last) != c) {
                    break;
                }
                open.setLength(last);
                if (last == 0) {
                    return i + 1;
                }
            }
        }
        return text.length();
    }

    private boolean starts(Pattern pattern, int at) {
        return pattern.matcher(text).region(at, text.length()).lookingAt();
    }
}
