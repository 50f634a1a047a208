package dev.sluice.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a Python program would print, guessed without running it: the JSON object it holds, or the text literals it prints. It exits with
 * the number it gives to {@code sys.exit}, and with 1 if nothing can be guessed.
 */
final class PythonProgram {
    private static final Pattern PRINTED =
            Pattern.compile("(?m)^\\s*print\\(\\s*(?:'([^'\\n]*)'|\"([^\"\\n]*)\")\\s*\\)");
    private static final Pattern EXIT = Pattern.compile("(?m)^\\s*(?:sys\\.exit|raise SystemExit)\\((\\d{1,3})\\)");

    private PythonProgram() {}

    static Shell.Result run(String source) {
        Matcher exit = EXIT.matcher(source);
        int exitCode = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
        Optional<String> json = jsonIn(source);
        if (json.isPresent()) {
            return new Shell.Result(exitCode, json.get() + "\n");
        }
        StringBuilder printed = new StringBuilder();
        Matcher literal = PRINTED.matcher(source);
        while (literal.find()) {
            printed.append(literal.group(1) == null ? literal.group(2) : literal.group(1))
                    .append('\n');
        }
        if (printed.isEmpty() && exitCode == 0) {
            return new Shell.Result(
                    1, "simulator: nothing to print in this program (expected a JSON object or a literal)\n");
        }
        return new Shell.Result(exitCode, printed.toString());
    }

    /** The first text between balanced braces that is a JSON object with something in it, on one line. */
    private static Optional<String> jsonIn(String source) {
        for (int open = source.indexOf('{'); open >= 0; open = source.indexOf('{', open + 1)) {
            int end = endOf(source, open);
            JsonNode object = end < 0
                    ? null
                    : Json.parseObject(source.substring(open, end).getBytes(UTF_8));
            if (object != null && !object.isEmpty()) {
                return Optional.of(Json.text(object));
            }
        }
        return Optional.empty();
    }

    /** Behind the brace that closes the one at {@code open}, quotes respected; -1 if there is none. */
    private static int endOf(String source, int open) {
        int depth = 0;
        boolean quoted = false;
        for (int i = open; i < source.length(); i++) {
            char c = source.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
