package dev.sluice.client;

import dev.sluice.client.spi.ResponseHead;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** How a body is encoded, by its {@code Content-Encoding} (RFC 9110, §8.4). */
enum ContentEncoding {
    NONE,
    GZIP,
    UNKNOWN;

    static ContentEncoding of(ResponseHead head) {
        ContentEncoding found = NONE;
        for (String header : head.headers().getOrDefault("content-encoding", List.of())) {
            for (String word : header.split(",", -1)) {
                String name = word.strip().toLowerCase(Locale.ROOT);
                if (name.isEmpty() || name.equals("identity")) {
                    continue;
                }
                boolean gzip = name.equals("gzip") || name.equals("x-gzip");
                found = gzip && found == NONE ? GZIP : UNKNOWN;
            }
        }
        return found;
    }

    InputStream decoding(InputStream wire) {
        return this == GZIP ? new GzipBody(wire) : wire;
    }
}
