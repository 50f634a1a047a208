package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor redactor = Redactor.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://api.exa.ai/search|https://api.exa.ai/search",
                "https://u:p@api.exa.ai:8443/x|https://***REDACTED***@api.exa.ai:8443/x",
                "https://h/markets?limit=5&token_id=71&sig=x|https://h/markets?limit=5&token_id=71&sig=***REDACTED***",
                "https://h/markets?LIMIT=5&Api%5FKey=x|https://h/markets?LIMIT=5&Api_Key=***REDACTED***",
                "https://h/will-btc-hit-100k-in-2025|https://h/will-btc-hit-100k-in-2025",
                "https://h/sandbox/2f1c8a54-7d1f-4b7e-9c2b-1a2b3c4d5e6f/files|https://h/sandbox/2f1c8a54-7d1f-4b7e-9c2b-1a2b3c4d5e6f/files",
                "https://h/x/AbC123dEf456GhI789|https://h/x/***REDACTED***",
                "https://h/preview/abc/3000|https://h/preview/***REDACTED***/3000",
                "https://h/by-sandbox-auth-token/abc|https://h/by-sandbox-auth-token/***REDACTED***",
                "/preview/{signedPreviewToken}/{port}|/preview/{signedPreviewToken}/{port}",
                "https://h/x#access_token=y|https://h/x",
                "//h.example/x|//h.example/x",
                "not a url|***REDACTED***",
                "''|''"
            })
    void url_parts_areShownByTheirRules(String url, String shown) {
        assertThat(redactor.url(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The author wrote 3 tokens; max_tokens=100 and session_id=s1",
                "It is 12:30: the price is 0.45",
                "{\"prompt_tokens\": 12, \"token_id\": \"71\"}",
                "no colon, no equals sign",
                "see https://www.example.com/news/fed-cuts-rates-2025",
                "tokens: 120",
                "a=b&c=d",
                "at a.TokenBucket.take(TokenBucket.java:42)",
                "\tat app//org.junit.SessionPerRequestLauncher.execute(SessionPerRequestLauncher.java:66)\n\tat b.C.d(C.java:1)",
                "\tat bot.PasswordKt.main(Password.kt:7) ~[bot.jar:1.2]",
                "src/main/bot/PasswordStore.scala:12: error",
                "basic understanding of bearers"
            })
    void text_harmless_isKept(String text) {
        assertThat(redactor.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "password=hush rest|password=***REDACTED*** rest",
                "token.java:hush rest|token.java:***REDACTED*** rest",
                "token.java: 42|token.java: ***REDACTED***",
                "token.java=42|token.java=***REDACTED***",
                "token.java:12345678|token.java:***REDACTED***",
                "secret.kt:12-34|secret.kt:***REDACTED***",
                "\"password\": \"two words\", \"a\": 1|\"password\": \"***REDACTED***\", \"a\": 1",
                "'secret' : 'it''s'|'secret' : '***REDACTED***''s'",
                "Authorization: Bearer abc def|Authorization: ***REDACTED***",
                "X-Api-Key: abc def|X-Api-Key: ***REDACTED*** def",
                "token: null|token: null",
                "tokens: [1, 2]|tokens: ***REDACTED***",
                "key => abc, id => 3|key => ***REDACTED***, id => 3",
                "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig here|got ***REDACTED*** here",
                "got AKIAABCDEFGHIJKLMNOP here|got ***REDACTED*** here",
                "got [[\"Authorization\",\"abc\"]] and {\"name\":\"API_TOKEN\",\"value\":1} back|got [[\"Authorization\",\"***REDACTED***\"]] and {\"name\":\"API_TOKEN\",\"value\":\"***REDACTED***\"} back",
                "{\"a\":[\"x-api-key\",\"abc|{\"a\":[\"x-api-key\",\"***REDACTED***\"...[truncated]",
                "{\"a\":1,\"password\":{\"b\":\"abc\"}} and prose|{\"a\":1,\"password\":\"***REDACTED***\"} and prose",
                "{\"a\":1,\"password\":[}\"abc\"|{\"a\":1,\"password\":***REDACTED***",
                "password=***REDACTED*** x|password=***REDACTED*** x"
            })
    void text_namedOrShapedValue_isHidden(String text, String shown) {
        assertThat(redactor.text(text)).isEqualTo(shown);
        assertThat(redactor.text(shown)).as("again").isEqualTo(shown);
    }

    @Test
    void body_orderBook_isItsSize() {
        String book =
                "{\"market\":\"0x1\",\"bids\":[{\"price\":\"0.1\",\"size\":\"5\"},{\"price\":\"0.2\",\"size\":\"5\"}],"
                        + "\"asks\":[],\"hash\":\"h\"}";

        assertThat(redactor.body(book, null, 500))
                .isEqualTo("{\"market\":\"0x1\",\"bids\":{\"count\":2},\"asks\":{\"count\":0},\"hash\":\"h\"}");
        assertThat(redactor.body("{\"asks\":[[1,2],[3,4],[5", null, 500))
                .isEqualTo("{\"asks\":{\"count\":3,\"cut\":true}...[truncated]");
    }

    @Test
    void body_whiteSpaceAndNumbers_areTheInputsOwn() {
        String body = "{ \"a\" : [ 1.50 , 1e3 , -0 , true , null ] ,\n \"b\" : \"x\\u00e9\\/\" }";

        assertThat(redactor.body(body, "application/json; charset=utf-8", 500)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "[1 2]",
                "{\"a\" 1}",
                "{\"a\":1}}",
                "[1}",
                "{\"a\":01x,\"b\":2}",
                "{\"a\":\"\\x\"}",
                "{\"password\":[}",
                "nul",
                "truely",
                "{\"a\":tru,\"b\":1}"
            })
    void body_notQuiteJson_isDescribedOnly(String body) {
        String shown = redactor.body(body, "application/json", 500);

        assertThat(shown)
                .matches("(?:\\[application/json, " + body.length() + " bytes, hash [0-9a-f]{16}\\]" + "|\\Q" + Cut.MARK
                        + "\\E)");
    }

    @Test
    void body_sameHidden_sameHash() {
        assertThat(redactor.body("hidden", "text/plain", 10)).isEqualTo(redactor.body("hidden", "text/plain", 10));
        assertThat(redactor.body("hidden", "text/plain", 10)).isNotEqualTo(redactor.body("hidderr", "text/plain", 10));
        assertThat(redactor.body("{}", null, 0)).startsWith("[body, 2 bytes, hash ");
        assertThat(redactor.body(new byte[0], null, 10)).isEmpty();
    }

    @Test
    void headers_knownOnes_areShownAndTheOthersNamed() {
        Map<String, String> shown = redactor.headers(Map.of(
                "Content-Type",
                List.of("application/json"),
                "X-New",
                List.of("a", "b"),
                "Vary",
                List.of("a", "b\r\nX: y")));

        assertThat(shown)
                .containsEntry("Content-Type", "application/json")
                .containsEntry("X-New", Secret.REDACTED)
                .containsEntry("Vary", "a, b\\r\\nX: y");
    }

    @Test
    void preview_cutBehindTheRedaction_neverSplitsACharacter() {
        assertThat(redactor.preview("ab𝄞cd", 3)).isEqualTo("ab...[truncated]");
        assertThat(redactor.preview("abc", 3)).isEqualTo("abc");
        assertThat(redactor.preview("password=secretive", 12)).doesNotContain("secre");
        assertThat(redactor.preview("abc", 0)).isEqualTo("...[truncated]");
    }

    @Test
    void registered_secret_isForgottenWhenAsked() {
        Secret secret = Secret.of("Zebra-4711-quagga");
        RegisteredSecrets.register(secret);
        String hidden = redactor.text("the Zebra-4711-quagga runs");
        String basic = redactor.text(
                Base64.getEncoder().encodeToString("user:Zebra-4711-quagga".getBytes(StandardCharsets.UTF_8)));
        RegisteredSecrets.forget(secret);

        assertThat(hidden).isEqualTo("the " + Secret.REDACTED + " runs");
        assertThat(basic).contains(Secret.REDACTED);
        assertThat(redactor.text("the Zebra-4711-quagga runs")).contains("Zebra");
    }

    @Test
    void registered_beginningAtTheCut_isHiddenToo() {
        SecretScanner scanner = SecretScanner.of(List.of(Secret.of("Zebra-4711-quagga")));

        assertThat(scanner.redactCut("the Zebra-47")).isEqualTo("the " + Secret.REDACTED);
        assertThat(scanner.redactCut("the Ze")).isEqualTo("the Ze");
        assertThat(scanner.redact("the Zebra-4")).isEqualTo("the Zebra-4");
        assertThat(scanner.redact("the Zebra-47")).isEqualTo("the " + Secret.REDACTED);
    }

    @Test
    void registered_short_isNotSearchedFor() {
        RegisteredSecrets.register(Secret.of("short"));

        assertThat(redactor.text("a short text")).isEqualTo("a short text");
    }

    @Test
    void registered_number_isReplacedAsAWholeToken() {
        SecretScanner scanner = SecretScanner.of(List.of(Secret.of("12345678")));
        byte[] line = "{\"a\":9123456780,\"b\":\"x12345678\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(new String(scanner.redactJson(line), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"***REDACTED***\",\"b\":\"x***REDACTED***\"}");
        byte[] clean = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(scanner.redactJson(clean)).isSameAs(clean);
    }
}
