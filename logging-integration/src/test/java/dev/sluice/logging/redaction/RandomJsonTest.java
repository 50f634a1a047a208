package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.Secret;
import dev.sluice.logging.event.Lines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Random bodies with credentials planted at random places; the seed is in the test's name. */
class RandomJsonTest {
    private static final String CANARY = "CANARY-zq7x-91ab";
    private static final String[] SECRET_NAMES = {
        "password",
        "api_key",
        "x-api-key",
        "accessToken",
        "clientSecret",
        "POLY_PASSPHRASE",
        "authorization",
        "key",
        "env"
    };
    private static final String[] SAFE_NAMES = {
        "a", "token_id", "max_tokens", "session_id", "author", "nextToken", "prompt_tokens", "text", "id", "ü"
    };

    private final List<String> planted = new ArrayList<>();
    private Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void body_plantedSecrets_areHiddenAndTheRestIsKept(long seed) {
        random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            planted.clear();
            Object tree = object(4);
            String body = Lines.JSON.writeValueAsString(tree);
            String shown = Redactor.standard().body(body, round % 2 == 0 ? "application/json" : null, 1 << 16);

            assertThat(shown).as(body).doesNotContain(CANARY);
            JsonNode parsed = Lines.JSON.readTree(shown);
            assertThat(sizes(parsed)).as(body).isLessThanOrEqualTo(sizes(Lines.JSON.readTree(body)));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            int cut = random.nextInt(bytes.length);
            assertThat(Redactor.standard().body(java.util.Arrays.copyOf(bytes, cut), null, 1 << 16))
                    .as("cut at %s: %s", cut, body)
                    .doesNotContain("CANAR");
        }
    }

    @Test
    void body_withoutSecrets_isKeptAsItIs() {
        random = new Random(99);
        for (int round = 0; round < 500; round++) {
            String body = Lines.JSON.writeValueAsString(plain(4));
            assertThat(Redactor.standard().body(body, "application/json", 1 << 16))
                    .isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void redactJson_anyRegisteredSecret_keepsTheLineWellFormed(long seed) {
        Random characters = new Random(seed);
        String alphabet = "ab1\"\\/n\u00e9u0,:{} 29.-";
        for (int round = 0; round < 400; round++) {
            Secret secret = Secret.of("x" + text(characters, alphabet, 10) + "y");
            String text = text(characters, alphabet, 5) + secret.reveal() + text(characters, alphabet, 5);
            String line = Lines.JSON.writeValueAsString(
                    Map.of("t", text, "n", 12345678901L, "l", List.of(text, text(characters, alphabet, 30))));

            String shown = redactJson(secret, line);

            JsonNode parsed = Lines.JSON.readTree(shown);
            assertThat(parsed.get("t").asString()).contains(Secret.REDACTED).doesNotContain(secret.reveal());
            assertThat(parsed.get("n").asLong()).isEqualTo(12345678901L);
        }
    }

    private static String redactJson(Secret secret, String line) {
        byte[] bytes = SecretScanner.of(List.of(secret)).redactJson(line.getBytes(StandardCharsets.UTF_8));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String text(Random characters, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(characters.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static int sizes(JsonNode node) {
        int size = 1;
        for (JsonNode child : node) {
            size += sizes(child);
        }
        return size;
    }

    private Object object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        int members = 1 + random.nextInt(4);
        for (int i = 0; i < members; i++) {
            switch (random.nextInt(6)) {
                case 0 -> map.put(pick(SECRET_NAMES), secret(depth));
                case 1 -> map.put("pairs", List.of(pair(), pair()));
                case 2 -> map.put("headers", List.of(List.of(pick(SECRET_NAMES), secret(0)), List.of("Accept", "x")));
                case 3 -> map.put("args" + i, Lines.JSON.writeValueAsString(depth > 2 ? object(depth - 2) : plain(1)));
                default -> map.put(pick(SAFE_NAMES), depth > 0 ? object(depth - 1) : random.nextInt());
            }
        }
        return map;
    }

    private Map<String, Object> pair() {
        Map<String, Object> pair = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            pair.put("name", pick(SECRET_NAMES));
            pair.put("value", secret(0));
        } else {
            pair.put("value", secret(0));
            pair.put("key", pick(SECRET_NAMES));
        }
        return pair;
    }

    private Object secret(int depth) {
        planted.add(CANARY);
        return switch (random.nextInt(depth > 0 ? 4 : 1)) {
            case 0 -> CANARY + random.nextInt();
            case 1 -> List.of(CANARY, plain(1));
            case 2 -> Map.of("x", CANARY);
            default -> Lines.JSON.writeValueAsString(Map.of("y", CANARY));
        };
    }

    private Object plain(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextDouble();
            case 2 -> random.nextBoolean();
            case 3 -> "word " + random.nextInt(100);
            case 4 -> List.of();
            case 5 -> List.of(plain(depth - 1), plain(depth - 1));
            default -> Map.of(pick(SAFE_NAMES), plain(depth - 1));
        };
    }

    private String pick(String[] names) {
        return names[random.nextInt(names.length)];
    }
}
