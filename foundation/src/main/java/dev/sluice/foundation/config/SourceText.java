package dev.sluice.foundation.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The characters of a configuration: bounded, UTF-8, without byte order mark, all of them printable. */
record SourceText(String name, String text) {
    /** A configuration is written by hand; more than this is some other file. */
    static final int LONGEST = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    static SourceText of(String name, String raw) {
        if (raw.length() > LONGEST) {
            throw tooLarge(name);
        }
        String text = !raw.isEmpty() && raw.charAt(0) == BYTE_ORDER_MARK ? raw.substring(1) : raw;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!StreamReader.isPrintable(text.codePointAt(i))) {
                String code = String.format("U+%04X", text.codePointAt(i));
                throw KeyPath.ROOT.refuse(
                        placeAfter(name, text.substring(0, i)),
                        "control character " + code + " (expected: printable text)");
            }
        }
        return new SourceText(name, text);
    }

    static SourceText of(Path file) {
        return of(file.toString(), bytes(file));
    }

    static SourceText of(String name, byte[] bytes) {
        return of(name, decode(name, bytes));
    }

    /** A file's bytes, if it can be a configuration. */
    static byte[] bytes(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(name + ": is a directory (expected: a YAML file)");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw tooLarge(name);
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw new ConfigurationException(name + ": no such file (expected: a YAML file)", missing);
        } catch (AccessDeniedException denied) {
            throw new ConfigurationException(name + ": not readable (expected: permission to read it)", denied);
        } catch (IOException failed) {
            String reason = failed.getClass().getSimpleName();
            throw new ConfigurationException(name + ": cannot be read, " + reason + " (expected: a YAML file)", failed);
        }
    }

    private static String decode(String name, byte[] bytes) {
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            throw KeyPath.ROOT.refuse(placeAfter(name, text), "not UTF-8 (expected: a UTF-8 text file)");
        }
        return text;
    }

    private static Place placeAfter(String name, String before) {
        String[] lines = before.split("\r\n|\r|\n", -1);
        String last = lines[lines.length - 1];
        return Place.inFile(name, lines.length, last.codePointCount(0, last.length()) + 1);
    }

    private static ConfigurationException tooLarge(String name) {
        return new ConfigurationException(name + ": too large (expected: at most 1 MiB)");
    }
}
