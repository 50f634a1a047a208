package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.Operation;
import dev.sluice.testsupport.Specs;
import feign.RequestLine;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every operation of OpenRouter's specification is implemented, or left out with a reason. The README's table is written by this test:
 * {@code mvn -pl clients-openrouter -am test -Dtest=OperationLedgerTest -Dsurefire.failIfNoSpecifiedTests=false -Dsluice.golden=write}.
 */
class OperationLedgerTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- operations: written by OperationLedgerTest -->";
    private static final String END = "<!-- end of operations -->";
    private static final Pattern PATH = Pattern.compile("^  (/\\S*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|post|put|patch|delete):$");

    /** Why the operations whose path begins so are not there; the longest beginning counts. */
    private static final Map<String, String> LEFT_OUT = leftOut();

    private static Map<String, String> leftOut() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String path : List.of(
                "/keys",
                "/byok",
                "/guardrails",
                "/workspaces",
                "/organization",
                "/observability",
                "/scim",
                "/auth/keys")) {
            reasons.put(path, "management: for an account's administrator, not for a bot");
        }
        for (String path : List.of("/activity", "/analytics", "/benchmarks", "/classifications", "/datasets")) {
            reasons.put(path, "statistics: for people, not for a bot");
        }
        reasons.put("/videos", "video: later");
        reasons.put("/audio", "audio: later");
        reasons.put("/files", "files: later, with what needs them");
        reasons.put("/presets", "presets: made on the website; a request uses one as model @preset/slug");
        reasons.put("/messages", "Anthropic's shape of a chat: chat completions do the same for every model");
        reasons.put("/credits/coinbase", "buys credits: for people, not for a bot");
        return reasons;
    }

    /** An implemented operation. */
    private record Implemented(String line, String retry, Set<String> names) {}

    @Test
    void everyOperationOfTheSpecification_isImplementedOrLeftOutWithAReason() throws Exception {
        List<String> specified = specified();
        Map<String, Implemented> implemented = implemented();

        List<String> neither = specified.stream()
                .filter(operation -> !implemented.containsKey(operation))
                .filter(operation -> reason(operation).isEmpty())
                .toList();
        List<String> both = specified.stream()
                .filter(implemented::containsKey)
                .filter(operation -> !reason(operation).isEmpty())
                .toList();
        System.out.println("operations of openrouter: " + specified.size() + " specified, " + implemented.size()
                + " implemented, " + (specified.size() - implemented.size()) + " left out");

        assertThat(specified).hasSizeGreaterThanOrEqualTo(97).doesNotHaveDuplicates();
        assertThat(neither).as("neither implemented nor left out").isEmpty();
        assertThat(both).as("implemented and left out").isEmpty();
        assertThat(specified).as("implemented, but not in the specification").containsAll(implemented.keySet());
        assertThat(LEFT_OUT.keySet())
                .as("reasons for something that exists")
                .allMatch(path -> specified.stream().anyMatch(operation -> operation.contains(" " + path)));
        judgeReadme(table(specified, implemented));
    }

    private static void judgeReadme(String table) throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        assertThat(begin).as("%s in %s", BEGIN, README).isNotNegative();
        assertThat(end).as("%s in %s", END, README).isGreaterThan(begin);
        if ("write".equals(System.getProperty("sluice.golden"))) {
            Files.writeString(README, readme.substring(0, begin) + BEGIN + "\n" + table + readme.substring(end));
            return;
        }
        assertThat(readme.substring(begin + BEGIN.length(), end))
                .as("the table in %s (to accept the change: -Dsluice.golden=write)", README)
                .isEqualTo("\n" + table);
    }

    private static String table(List<String> specified, Map<String, Implemented> implemented) {
        StringBuilder table = new StringBuilder("| Operation | Class of repeats | Name in the log |\n|---|---|---|\n");
        implemented.forEach((line, operation) -> table.append("| `")
                .append(line)
                .append("` | ")
                .append(operation.retry)
                .append(" | `")
                .append(String.join("`, `", operation.names))
                .append("` |\n"));
        Map<String, List<String>> without = new TreeMap<>();
        specified.stream()
                .filter(operation -> !implemented.containsKey(operation))
                .forEach(operation -> without.computeIfAbsent(reason(operation), any -> new ArrayList<>())
                        .add(operation));
        table.append("\nLeft out:\n\n| Why | Operations |\n|---|---|\n");
        without.forEach((reason, operations) -> table.append("| ")
                .append(reason)
                .append(" | `")
                .append(String.join("` `", operations))
                .append("` |\n"));
        return table.toString();
    }

    private static String reason(String operation) {
        String path = operation.substring(operation.indexOf(' ') + 1);
        return LEFT_OUT.entrySet().stream()
                .filter(entry -> path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The operations of the specification, read line by line: the file is machine-made, and its schemas are not wanted. */
    private static List<String> specified() {
        List<String> operations = new ArrayList<>();
        String path = "";
        boolean inPaths = false;
        for (String line : Specs.of("openrouter").text("openapi.yaml").split("\n")) {
            if (!line.startsWith(" ")) {
                inPaths = line.equals("paths:");
            }
            Matcher place = PATH.matcher(line.replace("'", "").replace("\"", ""));
            Matcher method = METHOD.matcher(line);
            if (inPaths && place.matches()) {
                path = place.group(1);
            } else if (inPaths && method.matches()) {
                operations.add(method.group(1).toUpperCase(java.util.Locale.ROOT) + " " + path);
            }
        }
        return operations;
    }

    /** What the module's Feign interfaces say. */
    private static Map<String, Implemented> implemented() throws IOException, URISyntaxException {
        Map<String, Implemented> found = new TreeMap<>();
        Path classes = Path.of(OpenRouterClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            files.filter(file -> file.getFileName().toString().endsWith("Api.class"))
                    .map(file -> classes.relativize(file)
                            .toString()
                            .replace(".class", "")
                            .replace('/', '.'))
                    .map(OperationLedgerTest::load)
                    .flatMap(api -> Arrays.stream(api.getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(RequestLine.class))
                    .forEach(method -> note(found, method));
        }
        return found;
    }

    private static void note(Map<String, Implemented> found, Method method) {
        String line = method.getAnnotation(RequestLine.class).value().replaceAll("\\?.*", "");
        Operation operation = method.getAnnotation(Operation.class);
        found.computeIfAbsent(
                        line, any -> new Implemented(line, operation.retry().name(), new TreeSet<>()))
                .names
                .add(operation.name());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
