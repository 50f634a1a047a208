package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.Secret;
import dev.sluice.logging.event.Lines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Against an independent way to do the plain cases: a tree, and a set of names. */
class MaskerTest {
    private static final Set<String> DENIED = Set.of("password", "api_key", "authorization", "secret", "access_token");
    private static final String[] NAMES = {
        "password",
        "api_key",
        "authorization",
        "secret",
        "access_token",
        "a",
        "title",
        "price",
        "token_id",
        "max_tokens",
        "next_cursor",
        "author"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void body_plainNames_isWhatATreeMaskerMakes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            String body = Lines.JSON.writeValueAsString(value(random, 5));
            JsonNode expected = masked(Lines.JSON.readTree(body));

            assertThat(Lines.JSON.readTree(redacted(body))).as(body).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void body_namesWrittenOddly_isMaskedAllTheSame(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            String plain = Lines.JSON.writeValueAsString(value(random, 4));
            StringBuilder odd = new StringBuilder();
            boolean name = false;
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                name = c == '"' ? isName(plain, i) : name;
                odd.append(name && c != '"' ? oddly(random, c) : String.valueOf(c));
            }
            String shown = redacted(odd.toString());

            assertThat(masked(Lines.JSON.readTree(shown))).as(odd.toString()).isEqualTo(Lines.JSON.readTree(shown));
            assertThat(shown.length()).isLessThanOrEqualTo(16 * odd.length() + 16);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void redact_sameTextInAnUsedInstance_isTheSame(long seed) {
        Random random = new Random(seed);
        JsonRules used = new JsonRules();
        for (int round = 0; round < 400; round++) {
            byte[] body = Lines.JSON.writeValueAsString(value(random, 4)).getBytes(StandardCharsets.UTF_8);
            int end = random.nextInt(body.length + 1);
            JsonRules fresh = new JsonRules();

            assertThat(used.redact(body, 0, end, 1_000)).isEqualTo(fresh.redact(body, 0, end, 1_000));
            assertThat(used.text(1_000, false)).isEqualTo(fresh.text(1_000, false));
        }
    }

    private static String redacted(String body) {
        return Redactor.standard().body(body, "application/json", 1 << 16);
    }

    /** Whether the quote opens a name: the string it opens is followed by a colon. */
    private static boolean isName(String json, int quote) {
        int end = json.indexOf('"', quote + 1);
        return end > 0 && end + 1 < json.length() && json.charAt(end + 1) == ':';
    }

    private static String oddly(Random random, char c) {
        return switch (random.nextInt(4)) {
            case 0 -> String.format("\\u%04x", (int) c);
            case 1 -> String.format("\\u%04X", (int) c);
            case 2 -> c == 'i' ? "i" : String.valueOf(c).toUpperCase(Locale.ROOT);
            default -> String.valueOf(c);
        };
    }

    private static JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Lines.JSON.createObjectNode();
            object.properties().forEach(member -> {
                boolean denied = DENIED.contains(member.getKey().toLowerCase(Locale.ROOT))
                        && !member.getValue().isNull()
                        && !member.getValue().isBoolean();
                if (denied) {
                    copy.put(member.getKey(), Secret.REDACTED);
                } else {
                    copy.set(member.getKey(), masked(member.getValue()));
                }
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Lines.JSON.createArrayNode();
            array.forEach(element -> copy.add(masked(element)));
            return copy;
        }
        return node;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean();
            case 2 -> "plain text " + random.nextInt(100);
            case 3 -> random.nextDouble();
            case 4 -> "quote \" and \\ é";
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(NAMES[random.nextInt(NAMES.length)], value(random, depth - 1));
                }
                yield map;
            }
        };
    }
}
