package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "PASSWORD",
                "db_password",
                "snapshotManagerPassword",
                "passwd",
                "pwd",
                "passphrase",
                "POLY_PASSPHRASE",
                "POLY_SIGNATURE",
                "POLY_API_KEY",
                "api_key",
                "apiKey",
                "APIKey",
                "APIKEY",
                "api-key",
                "x-api-key",
                "x-goog-api-key",
                "proxyApiKey",
                "sshGatewayApiKey",
                "licenseKey",
                "key",
                "keys",
                "secret",
                "client_secret",
                "clientSecret",
                "CLIENTSECRET",
                "secretAccessKey",
                "accessKeyId",
                "accessKey",
                "privateKey",
                "private_key",
                "token",
                "access_token",
                "accesstoken",
                "sessionToken",
                "session_token",
                "session",
                "authToken",
                "by-sandbox-auth-token",
                "auth",
                "clob_auth",
                "gamma_auth",
                "authorization",
                "Proxy-Authorization",
                "cookie",
                "Set-Cookie",
                "credentials",
                "jwt",
                "bearer",
                "pin",
                "otp",
                "mnemonic",
                "seed_phrase",
                "flagged_input",
                "sshCommand",
                "env",
                "envVars",
                "owner",
                "email",
                "user.password",
                "password2",
                "pass\u200bword",
                "p\u0430ssword",
                "ｐａｓｓｗｏｒｄ",
                "pássword",
                "password_hash"
            })
    void of_credential_isSecret(String name) {
        assertThat(NameRules.of(name)).isEqualTo(NameRules.Verdict.SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token_id",
                "tokenId",
                "clobTokenIds",
                "asset_id",
                "condition_id",
                "max_tokens",
                "maxTokens",
                "prompt_tokens",
                "completion_tokens",
                "total_tokens",
                "cached_tokens",
                "reasoning_tokens",
                "completion_tokens_details",
                "tokens_per_second",
                "token_usage",
                "token_share",
                "tokenizer",
                "token_type",
                "token_count",
                "nextToken",
                "next_token",
                "pageToken",
                "session_id",
                "sessionId",
                "author",
                "authors",
                "authenticated",
                "keyword",
                "keywords",
                "monkey",
                "market_key",
                "prompt_cache_key",
                "publicKey",
                "publicKeys",
                "key_hash",
                "key_label",
                "api_key_hashes",
                "actorApiKeyPrefix",
                "actorApiKeySuffix",
                "secretary",
                "webhookId",
                "design",
                "assigned",
                "spinner",
                "passed",
                "compass",
                "environment",
                "request_id",
                "provider_request_id",
                "model",
                "prompt_preview",
                "response_time_ms",
                "cost_estimate_usd",
                "validation_result",
                "idempotency_key",
                ""
            })
    void of_harmlessName_isPlain(String name) {
        assertThat(NameRules.of(name)).isEqualTo(NameRules.Verdict.PLAIN);
    }

    @Test
    void of_tokensAlone_isACount() {
        assertThat(NameRules.of("tokens")).isEqualTo(NameRules.Verdict.COUNT);
        assertThat(NameRules.of("TOKENS")).isEqualTo(NameRules.Verdict.COUNT);
    }

    @Test
    void of_turkishLocale_isTheSame() {
        Locale former = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(NameRules.isSecret("X-API-KEY")).isTrue();
            assertThat(NameRules.isSecret("SIGNATURE")).isTrue();
            assertThat(NameRules.isSecret("PIN")).isTrue();
        } finally {
            Locale.setDefault(former);
        }
    }

    @Test
    void of_endlessName_isSecret() {
        assertThat(NameRules.isSecret("a".repeat(201))).isTrue();
    }
}
