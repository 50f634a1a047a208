package dev.sluice.client.faults;

import java.io.IOException;
import java.util.SplittableRandom;

/** Answers well nineteen times of twenty; which request meets what follows from the seed. */
final class SoakServer {
    private static final double FAULTY = 0.05;

    private final long seed;

    SoakServer(long seed) {
        this.seed = seed;
    }

    Wire open() throws IOException {
        return Wire.of(this::answer);
    }

    private void answer(Peer peer, int number) throws IOException {
        SplittableRandom random = new SplittableRandom(seed + 31L * number);
        if (random.nextDouble() >= FAULTY) {
            Scene.good(peer);
            return;
        }
        switch (random.nextInt(9)) {
            case 0 -> peer.reset();
            case 1 -> peer.end();
            case 2 -> refuse(peer, "503 Service Unavailable", "");
            case 3 -> refuse(peer, "429 Too Many Requests", "retry-after-ms: 2\r\n");
            case 4 -> refuse(peer, "401 Unauthorized", "");
            case 5 -> half(peer, false);
            case 6 -> {
                half(peer, true);
                peer.reset();
            }
            case 7 -> {
                peer.write("HTTP/1.1 200");
                peer.awaitGone();
            }
            default -> {
                half(peer, true);
                peer.awaitGone();
            }
        }
    }

    /** Half an answer, as if it were whole, or as if more were to come. */
    private static void half(Peer peer, boolean more) throws IOException {
        String whole = peer.wantsStream() ? Scene.EVENTS : Scene.THING;
        String half = whole.substring(0, whole.length() / 2);
        peer.write((peer.wantsStream() ? Scene.EVENTS_HEAD : Scene.JSON_HEAD) + "Content-Length: "
                + (more ? whole : half).length() + "\r\n\r\n" + half);
    }

    private static void refuse(Peer peer, String status, String header) throws IOException {
        peer.write("HTTP/1.1 " + status + "\r\n" + header + "Content-Length: 0\r\n\r\n");
    }
}
