package dev.sluice.client.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;

/**
 * HTTP/2 frames written by hand (RFC 9113), after the step up from HTTP/1.1 that the JDK's client asks for where there is no TLS: the
 * request that asked for it is stream 1. The server's end of one connection, for one thread.
 */
final class Frames {
    static final int REFUSED_STREAM = 7;
    static final int INTERNAL_ERROR = 2;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length();

    /** "text/event-stream" in HPACK's Huffman code, which ends with the byte: the client asks for streams so. */
    private static final byte[] EVENT_STREAM = HexFormat.of().parseHex("497ca582f72d495909b0a3a7");

    private final Peer peer;
    private int stream = 1;
    private boolean wantsStream;

    private Frames(Peer peer) {
        this.peer = peer;
        this.wantsStream = peer.wantsStream();
    }

    /** Takes the step up; the first request has been read. */
    static Frames after(Peer peer) throws IOException {
        Frames frames = new Frames(peer);
        peer.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
        frames.write(SETTINGS, 0, 0, new byte[0]);
        peer.read(PREFACE);
        return frames;
    }

    boolean wantsStream() {
        return wantsStream;
    }

    /** Reads until the next request is whole; false at the end of the connection. */
    boolean readRequest() throws IOException {
        try {
            while (true) {
                ByteBuffer head = ByteBuffer.wrap(peer.read(9));
                int length = head.getInt() >>> 8;
                int type = head.get(3);
                int flags = head.get(4);
                byte[] payload = peer.read(length);
                if (type == HEADERS) {
                    stream = head.getInt(5);
                    wantsStream = contains(payload);
                }
                if (type == HEADERS || type == DATA) {
                    if ((flags & END_STREAM) != 0) {
                        return true;
                    }
                } else if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
                    write(type, ACK, 0, type == PING ? payload : new byte[0]);
                }
            }
        } catch (EOFException end) {
            return false;
        }
    }

    private static boolean contains(byte[] block) {
        return Collections.indexOfSubList(Arrays.asList(boxed(block)), Arrays.asList(boxed(EVENT_STREAM))) >= 0;
    }

    private static Byte[] boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return boxed;
    }

    /** Status 200 and the media type, by HPACK's static table. */
    void head() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x88);
        block.writeBytes(new byte[] {0x0f, 0x10});
        literal(block, wantsStream ? "text/event-stream" : "application/json");
        block.write(0);
        literal(block, "x-echo");
        literal(block, Rig.KEY);
        write(HEADERS, END_HEADERS, stream, block.toByteArray());
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    void body(String text, boolean isLast) throws IOException {
        write(DATA, isLast ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A good answer. */
    void good() throws IOException {
        head();
        body(wantsStream ? Scene.EVENTS : Scene.THING, true);
    }

    /** Ends the stream of the request. */
    void reset(int code) throws IOException {
        write(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
    }

    /** The connection ends; the request's stream was not looked at, those before it were. */
    void goAway() throws IOException {
        int last = Math.max(0, stream - 2);
        write(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(last).putInt(0).array());
    }

    private void write(int type, int flags, int id, byte[] payload) throws IOException {
        peer.write(ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(id)
                .put(payload)
                .array());
    }

    /** What is done with one request, which has been read. */
    interface Script {
        void answer(Frames frames, Scene scene) throws IOException;

        static void refused(Frames frames, Scene scene) throws IOException {
            frames.reset(REFUSED_STREAM);
        }

        static void failedBeforeHead(Frames frames, Scene scene) throws IOException {
            frames.reset(INTERNAL_ERROR);
        }

        static void failedAfterHead(Frames frames, Scene scene) throws IOException {
            frames.head();
            frames.reset(INTERNAL_ERROR);
        }

        /** Within the body; of a stream: when its first event has been taken. */
        static void failedInBody(Frames frames, Scene scene) throws IOException {
            frames.head();
            frames.body(scene.isStream() ? Scene.FIRST_EVENT : Scene.THING.substring(0, 10), false);
            if (scene.isStream()) {
                Scene.await(scene.delivered);
            }
            frames.reset(INTERNAL_ERROR);
        }

        static void goneUnseen(Frames frames, Scene scene) throws IOException {
            frames.goAway();
        }
    }
}
