package dev.sluice.canary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** How a server answers. */
enum Scenario {
    SUCCESS,
    ERROR_WITH_ECHO,
    TIMEOUT,
    MALFORMED,
    TRUNCATED,
    GZIP,
    SSE,
    SSE_SPLIT,
    REDIRECT;

    /** Everything after the request's head, as it goes over the wire; empty if there is no answer. */
    byte[] answer(Place place, String elsewhere) {
        byte[] body = body(place);
        String type = this == SSE || this == SSE_SPLIT ? "text/event-stream" : place.contentType();
        String head = switch (this) {
            case ERROR_WITH_ECHO -> "HTTP/1.1 401 Unauthorized\r\n";
            case REDIRECT -> "HTTP/1.1 302 Found\r\nLocation: " + elsewhere + "/x?token=" + Canary.UNKNOWN + "\r\n";
            default -> "HTTP/1.1 200 OK\r\n";
        };
        head += type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
        head += this == GZIP ? "Content-Encoding: gzip\r\n" : "";
        head += "Set-Cookie: sid=" + Canary.UNKNOWN + "\r\nx-new-key: " + Canary.UNKNOWN + "\r\nConnection: close\r\n";
        int length = body.length + (this == TRUNCATED ? 50 : 0);
        head += this == SSE || this == SSE_SPLIT ? "\r\n" : "Content-Length: " + length + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(headBytes, headBytes.length + body.length);
        System.arraycopy(body, 0, all, headBytes.length, body.length);
        return this == TIMEOUT ? new byte[0] : all;
    }

    /** The body as a client receives it, decoded. */
    byte[] received(Place place) {
        byte[] body = this == GZIP ? bytes(Canary.in(place.body())) : body(place);
        return this == TIMEOUT ? new byte[0] : body;
    }

    private byte[] body(Place place) {
        String body = Canary.in(place.body());
        return switch (this) {
            case ERROR_WITH_ECHO ->
                bytes("{\"error\":{\"message\":\"Incorrect API key provided: " + Canary.KEY
                        + "\",\"code\":401},\"sent\":" + body + "}");
            case MALFORMED -> bytes("{\"x\":" + body + "}}{");
            case TRUNCATED -> Arrays.copyOf(bytes(body), Math.max(1, bytes(body).length - 7));
            case GZIP -> gzip(bytes(body));
            case SSE, SSE_SPLIT ->
                bytes("data: " + body.replace("\n", "\ndata: ") + "\n\ndata: {\"choices\":[{\"delta\":{\"content\":\""
                        + Canary.KEY.substring(0, 10) + "\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\""
                        + Canary.KEY.substring(10) + "\"}}]}\n\n");
            default -> bytes(body);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
