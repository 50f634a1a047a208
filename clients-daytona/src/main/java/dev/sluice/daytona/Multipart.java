package dev.sluice.daytona;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The body of {@code files/bulk-upload}: for each file a part with its path, before the part with its bytes, as the
 * daemon wants it (apps/daemon/pkg/toolbox/fs/upload_files.go, v0.190.0).
 */
final class Multipart {

    private final String boundary;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int files;

    /** @param boundary a text that occurs in no file */
    Multipart(String boundary) {
        this.boundary = boundary;
    }

    Multipart file(String path, byte[] content) {
        String name = "files[" + files++ + "]";
        String filename = path.substring(path.lastIndexOf('/') + 1);
        write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + ".path\"\r\n\r\n" + path
                + "\r\n");
        write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + ".file\"; filename=\""
                + quoted(filename) + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        body.writeBytes(content);
        write("\r\n");
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] bytes() {
        ByteArrayOutputStream closed = new ByteArrayOutputStream(body.size() + boundary.length() + 6);
        closed.writeBytes(body.toByteArray());
        closed.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return closed.toByteArray();
    }

    /** As browsers write it: a quote or a line break in a file's name would end the header. */
    private static String quoted(String filename) {
        return filename.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
