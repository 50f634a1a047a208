package dev.sluice.client.spi;

import java.net.URI;
import java.util.Locale;

/** Checks addresses before anything is sent to them: a doubled or missing path segment costs users hours. */
final class BaseUrls {
    private BaseUrls() {}

    static URI checked(URI url) {
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "base URL: not usable (expected: http or https, a host, no query and no fragment)");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("base URL: contains credentials (expected: none, use a signer)");
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT); // Feign knows them in lower case alone
        String text = scheme + url.toString().substring(scheme.length());
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : URI.create(text);
    }
}
