package dev.sluice.logging.redaction;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells from a name whether its value is a credential. Names are compared word by word ({@code x-api-key}, {@code apiKey} and
 * {@code API_KEY} are the same), so that {@code keyword} and {@code author} are none while {@code market_token} is one.
 */
final class NameRules {
    /** What to do with the value. */
    enum Verdict {
        /** Show it. */
        PLAIN,
        /** Show it if it is a number. */
        COUNT,
        /** Hide it. */
        SECRET
    }

    private static final int MAX_LENGTH = 200;

    /** Whole names, words run together, that are harmless although a rule below says otherwise. */
    private static final Set<String> SAFE = Set.of(
            "actorapikeyprefix",
            "actorapikeysuffix",
            "apikeyhashes",
            "keyhash",
            "keylabel",
            "nexttoken",
            "nextpagetoken",
            "pagetoken",
            "promptcachekey",
            "secretary",
            "secretariat",
            "tokenid",
            "tokenids",
            "clobtokenids");

    /** Whole names that denote a credential, or a container of them, without a word that says so. */
    private static final Set<String> SECRET_NAMES = Set.of(
            "env",
            "envs",
            "envvars",
            "environmentvariables",
            "flaggedinput",
            "owner",
            "sshcommand",
            "seedphrase",
            "recoveryphrase");

    private static final Set<String> SECRET_WORDS = Set.of(
            "auth",
            "authentication",
            "authorization",
            "bearer",
            "cookie",
            "cookies",
            "creds",
            "csrf",
            "cvc",
            "cvv",
            "email",
            "jwt",
            "mnemonic",
            "otp",
            "pass",
            "passcode",
            "phone",
            "pin",
            "pw",
            "pwd",
            "session",
            "sessions",
            "sig",
            "signature",
            "signatures",
            "ssn",
            "token",
            "tokens",
            "xsrf",
            "key",
            "keys");

    /** Found anywhere in a name whose words are run together. */
    private static final List<String> SECRET_STEMS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "apikey",
            "privatekey",
            "privkey",
            "accesskey",
            "signingkey",
            "credential",
            "authorization",
            "authtoken",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "sessiontoken",
            "setcookie");

    /** Words after which a credential's word is one no more: {@code token_count}. */
    private static final Set<String> ABOUT = Set.of(
            "at",
            "cost",
            "count",
            "counts",
            "details",
            "duration",
            "enabled",
            "expiration",
            "expires",
            "expiry",
            "index",
            "length",
            "limit",
            "number",
            "price",
            "required",
            "share",
            "size",
            "status",
            "ttl",
            "type",
            "usage");

    private static final Set<String> TOKEN_ABOUT = Set.of("address", "id", "ids", "name", "outcome", "per", "symbol");
    private static final Set<String> PAGING = Set.of("next", "page", "prev", "previous", "continuation");
    private static final Set<String> COUNTED = Set.of(
            "accepted",
            "audio",
            "budget",
            "cache",
            "cached",
            "completion",
            "context",
            "image",
            "input",
            "max",
            "min",
            "num",
            "output",
            "prediction",
            "prompt",
            "read",
            "reasoning",
            "rejected",
            "remaining",
            "text",
            "total",
            "used",
            "write");
    private static final Set<String> HARMLESS_KEYS = Set.of(
            "cache",
            "foreign",
            "group",
            "idempotency",
            "market",
            "object",
            "partition",
            "primary",
            "public",
            "routing",
            "sort");

    private NameRules() {}

    static Verdict of(String name) {
        if (name.length() > MAX_LENGTH) {
            return Verdict.SECRET;
        }
        List<String> words = new ArrayList<>(4);
        if (!split(name, words)) {
            return Verdict.SECRET;
        }
        if (DeniedNames.deny(words)) {
            return Verdict.SECRET;
        }
        String fused = String.join("", words);
        if (SAFE.contains(fused)) {
            return Verdict.PLAIN;
        }
        if (SECRET_NAMES.contains(fused)) {
            return Verdict.SECRET;
        }
        Verdict byWords = byWords(words);
        if (byWords != Verdict.PLAIN) {
            return byWords;
        }
        boolean about = words.size() > 1 && ABOUT.contains(words.get(words.size() - 1));
        return !about && SECRET_STEMS.stream().anyMatch(fused::contains) ? Verdict.SECRET : Verdict.PLAIN;
    }

    /** What makes a name a secret one has one of these in it, if white space and punctuation are left out. */
    static Set<String> secretWords() {
        Set<String> words = new HashSet<>(SECRET_NAMES);
        words.addAll(SECRET_WORDS);
        words.addAll(SECRET_STEMS);
        return words;
    }

    static boolean isSecret(String name) {
        return of(name) == Verdict.SECRET;
    }

    private static Verdict byWords(List<String> words) {
        Verdict worst = Verdict.PLAIN;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (SECRET_WORDS.contains(word)) {
                Verdict verdict = inContext(word, i == 0 ? "" : words.get(i - 1), after(words, i), words.size());
                worst = verdict.compareTo(worst) > 0 ? verdict : worst;
            }
        }
        return worst;
    }

    private static Verdict inContext(String word, String before, String after, int words) {
        if (ABOUT.contains(after)) {
            return Verdict.PLAIN;
        }
        boolean plain = switch (word) {
            case "token" -> TOKEN_ABOUT.contains(after) || PAGING.contains(before);
            case "tokens" -> COUNTED.contains(before) || after.equals("per");
            case "session", "sessions" ->
                Set.of("id", "ids", "name", "start", "started", "end").contains(after);
            case "key", "keys" -> HARMLESS_KEYS.contains(before);
            case "auth", "authentication" -> Set.of("mode", "method").contains(after);
            default -> false;
        };
        if (plain) {
            return Verdict.PLAIN;
        }
        return word.equals("tokens") && words == 1 ? Verdict.COUNT : Verdict.SECRET;
    }

    private static String after(List<String> words, int i) {
        return i + 1 < words.size() ? words.get(i + 1) : "";
    }

    /**
     * Lower-case words of a name; false if it mixes Latin letters with look-alikes of another script. Accents and invisible characters are
     * taken away first.
     */
    static boolean split(String name, List<String> words) {
        String plain =
                isAscii(name) || !Rule.LOOK_ALIKES.applies() ? name : Normalizer.normalize(name, Normalizer.Form.NFKD);
        StringBuilder word = new StringBuilder();
        boolean latin = false;
        boolean foreign = false;
        char previous = 0;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            int type = Character.getType(c);
            if (type == Character.FORMAT || type == Character.NON_SPACING_MARK || type == Character.CONTROL) {
                continue;
            }
            boolean ascii = c < 128 && Character.isLetter(c);
            latin |= ascii;
            foreign |= c >= 128 && Character.isLetter(c);
            if (startsWord(plain, i, previous, c)) {
                flush(word, words);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            }
            previous = c;
        }
        flush(word, words);
        return !(latin && foreign && Rule.LOOK_ALIKES.applies());
    }

    /** At a separator, before a capital after a small letter, and before the last capital of several ({@code APIKey}). */
    private static boolean startsWord(String name, int i, char previous, char c) {
        if (!Character.isLetterOrDigit(c)) {
            return true;
        }
        boolean capital = Character.isUpperCase(c);
        boolean smallNext = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        boolean capitalStarts =
                capital && (Character.isLowerCase(previous) || (Character.isUpperCase(previous) && smallNext));
        boolean digitStarts =
                Character.isDigit(previous) != Character.isDigit(c) && Character.isLetterOrDigit(previous);
        return capitalStarts || digitStarts;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
