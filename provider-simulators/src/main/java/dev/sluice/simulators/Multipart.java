package dev.sluice.simulators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a multipart/form-data body, read as bytes. What follows no known shape is left out. */
final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");

    private Multipart() {}

    /** A named part. */
    static final class Part {
        private final String name;
        private final byte[] content;

        private Part(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        String name() {
            return name;
        }

        byte[] content() {
            return content;
        }

        String text() {
            return new String(content, UTF_8);
        }
    }

    /** In their order; empty if the request is no multipart. */
    static List<Part> parse(SimulatedRequest request) {
        List<Part> parts = new ArrayList<>();
        Matcher boundary = BOUNDARY.matcher(request.header("Content-Type"));
        if (!boundary.find()) {
            return parts;
        }
        String marker = "\r\n--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        // One char per byte: text is searched, bytes are kept.
        String body = "\r\n" + new String(request.body(), ISO_8859_1);
        int start = body.indexOf(marker);
        for (int end = body.indexOf(marker, start + 1); start >= 0 && end > 0; end = body.indexOf(marker, start + 1)) {
            add(parts, body.substring(start + marker.length(), end));
            start = end;
        }
        return parts;
    }

    private static void add(List<Part> parts, String part) {
        int head = part.indexOf("\r\n\r\n");
        if (head < 0) {
            return;
        }
        Matcher name = NAME.matcher(part.substring(0, head));
        if (name.find()) {
            parts.add(new Part(name.group(1), part.substring(head + 4).getBytes(ISO_8859_1)));
        }
    }
}
