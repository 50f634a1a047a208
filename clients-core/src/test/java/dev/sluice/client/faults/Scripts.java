package dev.sluice.client.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** What raw servers do to their clients. */
final class Scripts {
    static final long HUGE = 64L * 1024 * 1024;

    private Scripts() {}

    static void resetBeforeHead(Peer peer, Scene scene) throws IOException {
        peer.reset();
    }

    static void resetInHead(Peer peer, Scene scene) throws IOException {
        peer.write("HTTP/1.1 200 OK\r\nContent-Ty");
        scene.clock.awaitQuiet(peer::isGone);
        peer.reset();
    }

    static void resetAfterHead(Peer peer, Scene scene) throws IOException {
        scene.deliver(peer, scene.head() + (scene.isStream() ? "\r\n" : "Content-Length: 100\r\n\r\n"));
        peer.reset();
    }

    static void resetInBody(Peer peer, Scene scene) throws IOException {
        scene.deliverBeginning(peer);
        peer.reset();
    }

    static void closedBeforeHead(Peer peer, Scene scene) throws IOException {
        peer.end();
    }

    static void noHttp(Peer peer, Scene scene) throws IOException {
        peer.write("SSH-2.0-" + Rig.KEY + "\r\n\r\n");
        peer.end();
    }

    static void stalledHead(Peer peer, Scene scene) throws IOException {
        peer.write("HTTP/1.1 200");
        scene.stall(peer);
    }

    static void stalledBody(Peer peer, Scene scene) throws IOException {
        scene.deliverBeginning(peer);
        scene.stall(peer);
    }

    static void dripping(Peer peer, Scene scene) throws IOException {
        scene.deliver(peer, scene.head() + (scene.isStream() ? "\r\n" : "Content-Length: 60000\r\n\r\n"));
        scene.drip(peer, Duration.ofSeconds(4), 1_000);
    }

    static void keptAlive(Peer peer, Scene scene) throws IOException {
        int alive = 4;
        String rest = scene.isStream() ? Scene.EVENTS : Scene.THING;
        int length = rest.length() + alive * (scene.isStream() ? ": alive\n\n" : " ").length();
        scene.deliver(peer, scene.head() + "Content-Length: " + length + "\r\n\r\n");
        scene.drip(peer, Duration.ofSeconds(6), alive);
        peer.write(rest);
    }

    static void announcedTooMuch(Peer peer, Scene scene) throws IOException {
        peer.write(scene.head() + "Content-Length: 1000\r\n\r\n" + (scene.isStream() ? Scene.EVENTS : Scene.THING));
        peer.end();
    }

    /** The rest must not be taken for the next answer. */
    static void announcedTooLittle(Peer peer, Scene scene) throws IOException {
        int announced = scene.isStream() ? Scene.FIRST_EVENT.length() + 3 : 10;
        peer.write(scene.head() + "Content-Length: " + announced + "\r\n\r\n"
                + (scene.isStream() ? Scene.EVENTS : Scene.THING));
    }

    static void brokenChunk(Peer peer, Scene scene) throws IOException {
        String beginning = scene.isStream() ? Scene.FIRST_EVENT : Scene.THING.substring(0, 10);
        scene.deliver(
                peer,
                scene.head() + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(beginning.length()) + "\r\n"
                        + beginning + "\r\n");
        if (scene.isStream()) {
            Scene.await(scene.delivered);
            scene.clock.awaitQuiet(peer::isGone);
        }
        peer.write("zz\r\n");
        peer.awaitGone();
    }

    static void huge(Peer peer, Scene scene) throws IOException {
        byte[] block = new byte[64 * 1024];
        Arrays.fill(block, (byte) 'x');
        peer.write(scene.head() + "Content-Length: " + HUGE + "\r\n\r\n"
                + (scene.isStream() ? Scene.FIRST_EVENT + "data: " : "{\"name\":\""));
        for (long left = HUGE; left > 0; left -= block.length) {
            peer.write(block);
            scene.sent.addAndGet(block.length);
        }
    }

    static Trouble cutAt(int bytes) {
        return Trouble.raw((peer, scene) -> {
            peer.write(Scene.EVENTS_HEAD + "\r\n" + Scene.EVENTS.substring(0, bytes));
            peer.end();
        });
    }

    static void interruptedAtHead(Peer peer, Scene scene) throws IOException {
        scene.stage.countDown();
        peer.awaitGone();
    }

    static void interruptedInBody(Peer peer, Scene scene) throws IOException {
        scene.deliver(
                peer, scene.head() + (scene.isStream() ? "\r\n: alive\n\n" : "Content-Length: 100\r\n\r\n{\"name\":"));
        scene.stage.countDown();
        peer.awaitGone();
    }

    static void interruptedInStream(Peer peer, Scene scene) throws IOException {
        scene.deliverBeginning(peer);
        scene.stage.countDown();
        peer.awaitGone();
    }

    static byte[] zipped(byte[] block, int times) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                zip.write(block);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] zipped(String plain) {
        return zipped(plain.getBytes(StandardCharsets.UTF_8), 1);
    }
}
