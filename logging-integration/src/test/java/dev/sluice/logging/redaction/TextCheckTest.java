package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick check against the rules that it spares: it may raise a false alarm, and never misses. */
class TextCheckTest {
    private static final String[] PIECES = {
        "Bearer ",
        "bearer x",
        "BEARER\t",
        "basic ",
        "Basic dXNlcjpwYXNz",
        "sk-",
        "sk-or-v1-",
        "rk_",
        "dtn_",
        "abcdefgh",
        "12345678",
        "eyJ",
        "AKIA",
        "ASIA",
        "ABCDEFGHIJKLMNOP",
        "AIza",
        "password",
        "key",
        "pass-word",
        "token",
        ":",
        "=",
        " ",
        "https://",
        "wss://",
        "h.example",
        ":8080",
        "/path",
        "/a1B2",
        "/0x1f",
        "?q=1",
        "@",
        "-----BEGIN RSA PRIVATE KEY-----",
        "github_pat_",
        "glpat-",
        "xoxb-",
        "ghp_",
        "author",
        "the ",
        "provided",
        "é",
        "価格",
        "\u2028",
        "\u0085",
        "\u061c",
        "\u200e",
        "\u202e",
        "\u200d",
        "\u0000",
        "\r",
        "\t",
        "\n",
        "\"",
        "'",
        "\\",
        "\\u006b",
        "%3D",
        "api_key",
        "Authorization",
        "preview",
        "validate",
        "session_id",
        "tokens",
        "5",
        "-",
        "_",
        ".",
        ",",
        "x",
        "risk-management",
        "I",
        "J",
        "b",
        "public",
        "null",
        "{",
        "[",
        "("
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void suspects_randomText_isNeverMissed(long seed) {
        Random random = new Random(seed);
        int quiet = 0;
        for (int round = 0; round < 25_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            boolean changes = !TextRules.closely(text.toString(), false, TextRules.MAX_CHARS)
                    .equals(text.toString());
            boolean suspected = suspects(text.toString());
            assertThat(suspected || !changes).as(text.toString()).isTrue();
            quiet += suspected ? 0 : 1;
        }
        assertThat(quiet).as("texts that were not suspected").isGreaterThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The committee decided to lower the target range by a quarter point: 25 basis points.",
                "2026-11-20T12:00:00.000Z",
                "https://www.example.com/news/fed-cuts-rates-in-december-2026-by-a-quarter-point",
                "2f1c8a54-7d1f-4b7e-9c2b-1a2b3c4d5e6f",
                "openai/gpt-4o",
                "risk-adjusted returns, a = b, Bears and basics",
                "x=1&y=2"
            })
    void suspects_ordinaryText_isLeftAlone(String text) {
        assertThat(suspects(text)).isFalse();
    }

    @Test
    void suspects_pieceOfAText_looksAtNoMore() {
        byte[] text = "password:x https://h/?q".getBytes(StandardCharsets.UTF_8);

        assertThat(TextCheck.suspects(text, 8, 10)).isFalse();
        assertThat(TextCheck.suspects(text, 0, 10)).isTrue();
    }

    private static boolean suspects(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return TextCheck.suspects(utf8, 0, utf8.length);
    }
}
