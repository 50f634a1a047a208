package dev.sluice.experiments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One record as a line: a JSON object whose last member is the CRC-32C, in hex, of every byte of the line before the comma that
 * precedes it. A line that was cut or overwritten anywhere does not pass.
 */
final class JournalLine {
    private static final String MEMBER = ",\"crc32c\":\"";
    private static final int SUFFIX = MEMBER.length() + 8 + 2;

    private JournalLine() {}

    /** The line, its newline included. */
    static byte[] encode(ObjectNode entry) {
        byte[] json = Json.MAPPER.writeValueAsBytes(entry);
        int body = json.length - 1; // without the closing brace
        ByteArrayOutputStream line = new ByteArrayOutputStream(body + SUFFIX + 1);
        line.write(json, 0, body);
        line.writeBytes(suffix(json, body));
        line.write('\n');
        return line.toByteArray();
    }

    /** The record of a line given without its newline, or null if it is not whole. */
    static @Nullable ObjectNode decode(byte[] line) {
        int body = line.length - SUFFIX;
        if (body <= 0 || !Arrays.equals(suffix(line, body), Arrays.copyOfRange(line, body, line.length))) {
            return null;
        }
        try {
            JsonNode node = Json.MAPPER.readTree(line);
            return node instanceof ObjectNode object ? object : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static byte[] suffix(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        String hex = HexFormat.of().toHexDigits((int) crc.getValue());
        return (MEMBER + hex + "\"}").getBytes(StandardCharsets.US_ASCII);
    }
}
