package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.Operation;
import dev.sluice.testsupport.Specs;
import feign.RequestLine;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The ledger of operations: each one that Exa's specifications and the notes on its public API name is either called by {@link ExaApi} or
 * left out for a reason that the README tells. To accept a change of the README's table: {@code -Dsluice.golden=write}.
 */
class CoverageTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- operations: kept true by CoverageTest -->\n";
    private static final String END = "<!-- end of operations -->";

    /** By the beginning of the path. */
    private static final Map<String, String> LEFT_OUT = leftOut();

    private static Map<String, String> leftOut() {
        Map<String, String> reasons = new LinkedHashMap<>();
        String websets = "websets are a product of their own, left out for now";
        for (String part : List.of("websets", "webhooks", "events", "monitors", "imports")) {
            reasons.put("/v0/" + part, websets);
        }
        reasons.put("/websets/v0", websets + "; the notes' name for all of them");
        reasons.put("/agent/monitors", "beta, left out for now");
        reasons.put(
                "/monitors",
                "search monitors, left out for now; their webhooks' signatures are checked by `WebhookVerifier`");
        reasons.put("/batches", "beta, left out for now");
        reasons.put("/research/v0", "given up by Exa for `/research/v1`");
        reasons.put("/v0/teams/me", "no page shows its answer; `sluice.raw(\"exa\")` reads it");
        return reasons;
    }

    private final Specs specs = Specs.of("exa");

    @Test
    void everyOperation_isCalledOrLeftOut() {
        Set<String> specified = specified();
        Set<String> called = called().keySet();

        List<String> forgotten = specified.stream()
                .filter(operation -> !called.contains(operation) && reason(operation) == null)
                .toList();
        List<String> both =
                called.stream().filter(operation -> reason(operation) != null).toList();

        specs.ran("operations in the ledger", specified.size());
        assertThat(specified).hasSizeGreaterThan(60);
        assertThat(forgotten).as("neither called nor left out").isEmpty();
        assertThat(both).as("called and left out").isEmpty();
        assertThat(specified).as("calls that nobody specified").containsAll(called);
    }

    @Test
    void everyReason_isOfAnOperation() {
        for (String path : LEFT_OUT.keySet()) {
            assertThat(specified())
                    .as(path)
                    .anyMatch(operation -> reasonPath(operation).equals(path));
        }
    }

    @Test
    void readme_showsTheTable() throws IOException {
        String table = table();
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        String shown = readme.substring(begin, end);
        if ("write".equals(System.getProperty("sluice.golden"))) {
            Files.writeString(README, readme.substring(0, begin) + table + readme.substring(end));
            return;
        }
        assertThat(shown)
                .as("README.md (to accept the change: -Dsluice.golden=write)")
                .isEqualTo(table);
    }

    private String table() {
        StringBuilder table = new StringBuilder("| Operation | Here | Retry class · group |\n|---|---|---|\n");
        called().forEach((operation, methods) -> {
            for (Method method : methods) {
                Operation how = method.getAnnotation(Operation.class);
                table.append("| `")
                        .append(requestLine(method))
                        .append("` | `")
                        .append(how.name())
                        .append("` | ");
                table.append(how.retry()).append(" · `").append(how.group()).append("` |\n");
            }
        });
        Map<String, Integer> counts = new TreeMap<>();
        specified().stream()
                .filter(operation -> reason(operation) != null)
                .forEach(operation -> counts.merge(reasonPath(operation), 1, Integer::sum));
        counts.forEach((path, count) -> table.append("| `" + path + "…` (" + count + ") | not here | ")
                .append(LEFT_OUT.get(path))
                .append(" |\n"));
        return table.toString();
    }

    /** Methods by operation, in the order of the paths. */
    private static Map<String, List<Method>> called() {
        return Arrays.stream(ExaApi.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(RequestLine.class))
                .sorted((a, b) -> name(a).compareTo(name(b)))
                .collect(Collectors.groupingBy(
                        method -> normal(requestLine(method)), TreeMap::new, Collectors.toCollection(ArrayList::new)));
    }

    private static String name(Method method) {
        return method.getAnnotation(Operation.class).name();
    }

    private static String requestLine(Method method) {
        return method.getAnnotation(RequestLine.class).value();
    }

    /** Method and path, variables nameless, without query. */
    private static String normal(String operation) {
        return operation.replaceFirst("\\?.*", "").replaceAll("\\{[^}]*}", "{}");
    }

    private static String reason(String operation) {
        return LEFT_OUT.get(reasonPath(operation));
    }

    /** The longest beginning that has a reason; empty if none. */
    private static String reasonPath(String operation) {
        String path = operation.substring(operation.indexOf('/'));
        return LEFT_OUT.keySet().stream()
                .filter(path::startsWith)
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElse("");
    }

    private Set<String> specified() {
        Set<String> operations = new TreeSet<>();
        for (String file : List.of("exa-openapi-spec.yaml", "exa-websets-spec.yaml")) {
            operations.addAll(openApi(specs.text(file)));
        }
        operations.addAll(notes(specs.text("exa-public-api-2.0.0-notes.md")));
        return operations;
    }

    private static Set<String> openApi(String yaml) {
        Set<String> operations = new TreeSet<>();
        Matcher line = Pattern.compile("(?m)^(?:  (/\\S*):|    (get|post|put|patch|delete):)\\s*$")
                .matcher(yaml);
        String path = "";
        while (line.find()) {
            if (line.group(1) != null) {
                path = line.group(1);
            } else {
                operations.add(normal(line.group(2).toUpperCase(Locale.ROOT) + " " + path));
            }
        }
        return operations;
    }

    /** Lines such as {@code POST /search: {…}}, or a path alone for a whole family. */
    private static Set<String> notes(String text) {
        String section = text.substring(text.indexOf("\noperations:"), text.indexOf("\nwebhook_signature:"));
        Set<String> operations = new TreeSet<>();
        Matcher line = Pattern.compile("(?m)^  ((?:[A-Z]+ )?/[^:]*):").matcher(section);
        while (line.find()) {
            operations.add(normal(line.group(1)));
        }
        return operations;
    }
}
