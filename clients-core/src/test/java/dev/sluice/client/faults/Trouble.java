package dev.sluice.client.faults;

import dev.sluice.ratelimit.Limiter;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Makes a fault happen. */
@FunctionalInterface
interface Trouble {
    /** The server that the client will call. */
    Server open(Scene scene) throws IOException;

    /** Puts something in the client's own way; what it gives is run when the call is over. */
    default Runnable obstruct(Limiter limiter, Scene scene) throws InterruptedException {
        return () -> {};
    }

    /** Is zero once the client has come to where it is to be interrupted. */
    default CountDownLatch stage(Scene scene) {
        return scene.stage;
    }

    /** What the reader of a stream does with each event. */
    default void onEvent(Scene scene) {}

    /** By a script of a raw server. */
    static Trouble raw(Broken broken) {
        return scene -> Wire.of((peer, number) -> {
            if (scene.isBad(number)) {
                broken.answer(peer, scene);
            } else {
                Scene.good(peer);
            }
        });
    }

    /** Answers as no server should. */
    interface Broken {
        void answer(Peer peer, Scene scene) throws IOException;
    }
}
