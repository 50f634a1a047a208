package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Replaces every form of some secrets in one pass. Immutable and thread-safe. */
final class SecretScanner {
    /** A shorter beginning of a secret at the end of a text is taken for chance. */
    private static final int MIN_CUT = 4;

    /** The same in a text of which nobody said that it was cut. */
    private static final int MIN_END = 8;

    private static final byte[] MASK = Secret.REDACTED.getBytes(StandardCharsets.UTF_8);
    private static final byte[] QUOTED_MASK = ('"' + Secret.REDACTED + '"').getBytes(StandardCharsets.UTF_8);

    private final PatternAutomaton automaton;
    private final SkipTable skips;
    private final KnownTexts plainTexts = new KnownTexts();
    private final KnownTexts plainPaths = new KnownTexts();

    private SecretScanner(List<byte[]> forms) {
        this.automaton = PatternAutomaton.of(forms);
        this.skips = new SkipTable(forms, automaton);
    }

    static SecretScanner of(Collection<Secret> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        secrets.forEach(secret -> forms.addAll(SecretForms.of(secret.reveal())));
        return new SecretScanner(forms.stream()
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    KnownTexts plainTexts() {
        return plainTexts;
    }

    KnownTexts plainPaths() {
        return plainPaths;
    }

    /** Whether a secret occurs, in any form. */
    boolean occurs(byte[] text, int from, int to) {
        return !automaton.isEmpty() && skips.occurs(text, from, to);
    }

    /** Whether the text ends with the beginning of a secret. */
    boolean endsInside(byte[] text, int from, int to, boolean cut) {
        return !automaton.isEmpty()
                && automaton.tail(text, Math.max(from, to - automaton.longest()), to) >= (cut ? MIN_CUT : MIN_END);
    }

    List<Span> spans(byte[] text, int length) {
        if (!occurs(text, 0, length) && !endsInside(text, 0, length, true)) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        int tail = automaton.find(text, length, spans);
        if (tail >= MIN_CUT) {
            Span.add(spans, new Span(length - tail, length));
        }
        return spans;
    }

    String redact(String text) {
        return redact(text, false);
    }

    String redactCut(String text) {
        return redact(text, true);
    }

    private String redact(String text, boolean cut) {
        if (automaton.isEmpty()) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Bytes out = new Bytes();
        return mask(bytes, bytes.length, cut, out) ? out.text(0, out.length()) : text;
    }

    /** Appends the text with secrets replaced; false, and nothing appended, if there are none. */
    boolean mask(byte[] text, int length, boolean cut, Bytes out) {
        if (!occurs(text, 0, length) && !endsInside(text, 0, length, cut)) {
            return false;
        }
        List<Span> spans = new ArrayList<>();
        int tail = automaton.find(text, length, spans);
        if (tail >= (cut ? MIN_CUT : MIN_END)) {
            Span.add(spans, new Span(length - tail, length));
        }
        int from = 0;
        for (Span span : spans) {
            out.append(text, from, span.start());
            out.append(MASK, 0, MASK.length);
            from = span.end();
        }
        out.append(text, from, length);
        return !spans.isEmpty();
    }

    byte[] redactJson(byte[] line) {
        if (!occurs(line, 0, line.length)) {
            return line;
        }
        List<Span> spans = new ArrayList<>();
        automaton.find(line, line.length, spans);
        return spans.isEmpty() ? line : new JsonReplacer(line, spans).replaced();
    }

    /** Replaces spans of a JSON line so that it stays well-formed: never half an escape, never a quote, a number as a whole. */
    private static final class JsonReplacer {
        private final byte[] line;
        private final List<Span> spans;
        private final ByteArrayOutputStream out;
        private int next;

        JsonReplacer(byte[] line, List<Span> spans) {
            this.line = line;
            this.spans = spans;
            this.out = new ByteArrayOutputStream(line.length);
        }

        byte[] replaced() {
            boolean inString = false;
            boolean masking = false;
            int i = 0;
            while (i < line.length) {
                int end = inString ? endOfUnit(i) : endOfToken(i);
                boolean quote = line[i] == '"';
                boolean hit = !quote && (inString || !isStructure(i)) && hits(i, end);
                if (!hit) {
                    out.write(line, i, end - i);
                } else if (!masking) {
                    out.writeBytes(inString ? MASK : QUOTED_MASK);
                }
                masking = hit;
                inString ^= quote;
                i = end;
            }
            return out.toByteArray();
        }

        /** One character, or one escape sequence. */
        private int endOfUnit(int i) {
            int length = line[i] != '\\' ? 1 : i + 1 < line.length && line[i + 1] == 'u' ? 6 : 2;
            return Math.min(line.length, i + length);
        }

        /** A number or word, or one character of structure. */
        private int endOfToken(int i) {
            int end = i;
            while (end < line.length && (Character.isLetterOrDigit(line[end]) || "+-.".indexOf(line[end]) >= 0)) {
                end++;
            }
            return Math.max(end, i + 1);
        }

        private boolean hits(int start, int end) {
            while (next < spans.size() && spans.get(next).end() <= start) {
                next++;
            }
            return next < spans.size() && spans.get(next).start() < end;
        }

        private boolean isStructure(int i) {
            return "{}[]:, \r\n\t".indexOf(line[i]) >= 0;
        }
    }

    /** Bytes from {@code start} to before {@code end}. */
    record Span(int start, int end) {
        /** Adds a span that ends after all others, swallowing those it overlaps. */
        static void add(List<Span> spans, Span added) {
            int start = added.start();
            while (!spans.isEmpty() && spans.get(spans.size() - 1).end() >= start) {
                start = Math.min(start, spans.remove(spans.size() - 1).start());
            }
            spans.add(new Span(start, added.end()));
        }
    }
}
