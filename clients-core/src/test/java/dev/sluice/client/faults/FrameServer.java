package dev.sluice.client.faults;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that speaks HTTP/2 in frames, and answers badly while the scene is bad. */
final class FrameServer implements Server {
    private final Scene scene;
    private final Frames.Script bad;
    private final AtomicInteger requests = new AtomicInteger();
    private final Wire wire;

    private FrameServer(Scene scene, Frames.Script bad) throws IOException {
        this.scene = scene;
        this.bad = bad;
        this.wire = Wire.of((peer, number) -> serve(peer));
    }

    static Trouble frames(Frames.Script bad) {
        return scene -> new FrameServer(scene, bad);
    }

    private void serve(Peer peer) throws IOException {
        Frames frames = Frames.after(peer);
        do {
            if (scene.isBad(requests.incrementAndGet())) {
                bad.answer(frames, scene);
            } else {
                frames.good();
            }
        } while (frames.readRequest());
        peer.end();
    }

    @Override
    public URI uri() {
        return wire.uri();
    }

    @Override
    public int requests() {
        return requests.get();
    }

    @Override
    public void awaitNoExchange() {
        // it answers at once
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
