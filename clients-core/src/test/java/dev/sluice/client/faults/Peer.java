package dev.sluice.client.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The server's end of one connection. For one thread. */
final class Peer {
    private final Socket socket;
    private final InputStream in;
    private String head = "";

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** False at the end of the connection. */
    boolean readRequest() throws IOException {
        socket.setSoTimeout(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int matched = 0; matched < 4; ) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            bytes.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        head = bytes.toString(StandardCharsets.ISO_8859_1);
        in.readNBytes(contentLength());
        return true;
    }

    private int contentLength() {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    /** Whether an event stream was asked for. */
    boolean wantsStream() {
        return head.lines().findFirst().orElse("").contains(" /stream/");
    }

    /** So many bytes of what comes after the head. */
    byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Ends the connection as if all had been said. */
    void end() throws IOException {
        socket.close();
    }

    /** Ends the connection by a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Looks for about a millisecond whether the client has hung up. */
    boolean isGone() {
        try {
            socket.setSoTimeout(1);
            return in.read() < 0;
        } catch (SocketTimeoutException there) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Waits until the client hangs up. */
    void awaitGone() {
        try {
            socket.setSoTimeout(60_000);
            while (in.read() >= 0) {
                // whatever else the client sends
            }
        } catch (IOException reset) {
            // a reset is a hanging up, too; a time limit shows as an exchange that is still open
        }
    }
}
