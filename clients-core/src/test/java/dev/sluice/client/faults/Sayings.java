package dev.sluice.client.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** What WireMock is told to say. */
final class Sayings {
    /** 64 MB without a line's end, zipped. */
    static final byte[] BOMB = Scripts.zipped(new byte[64 * 1024], 1024);

    private static final int GZIP_HEADER = 10;

    private Sayings() {}

    static String good(Scene scene) {
        return scene.isStream() ? Scene.EVENTS : Scene.THING;
    }

    static ResponseDefinitionBuilder ok(Scene scene) {
        return aResponse()
                .withHeader("Content-Type", scene.isStream() ? "text/event-stream" : "application/json")
                .withHeader("x-echo", Rig.KEY);
    }

    /** A status with a body that tells secrets. */
    static ResponseDefinitionBuilder status(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withHeader("x-request-id", "theirs-7")
                .withHeader("Set-Cookie", "session=" + Rig.KEY)
                .withBody("{\"error\":\"your key " + Rig.KEY + " …\",\"api_key\":\"planted-in-body\"}");
    }

    static ResponseDefinitionBuilder zipped(Scene scene, byte[] body) {
        return ok(scene).withHeader("Content-Encoding", "gzip").withBody(body);
    }

    /** So short that nothing can be read of it. */
    static byte[] cut(byte[] body) {
        return Arrays.copyOf(body, GZIP_HEADER + 2);
    }

    /** The first letter of the name or text is no UTF-8. */
    static byte[] invalid(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[text.indexOf(":\"") + 2] = (byte) 0xff;
        return bytes;
    }

    static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** To a server that must never be called. */
    static Trouble redirect(int status) {
        return scene -> {
            Wire elsewhere = Wire.of((peer, number) -> Scene.good(peer));
            scene.elsewhere.set(elsewhere);
            return Answers.saying(ignored -> aResponse()
                            .withStatus(status)
                            .withHeader("Location", elsewhere.uri() + "/read?api_key=" + Rig.KEY))
                    .open(scene);
        };
    }

    /** A reader that takes longer over each event than any limit of the server's. */
    static final class SlowConsumer implements Trouble {
        @Override
        public Server open(Scene scene) throws IOException {
            return Answers.saying(ignored -> ok(scene).withBody(Scene.EVENTS)).open(scene);
        }

        @Override
        public void onEvent(Scene scene) {
            scene.clock.advance(Rig.DEADLINE.plus(Duration.ofSeconds(1)));
        }
    }
}
