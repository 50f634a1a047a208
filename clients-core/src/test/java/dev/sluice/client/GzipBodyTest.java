package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of RFC 1952, however its bytes arrive and wherever they break. */
class GzipBodyTest {
    private static final String TEXT = "hello hello hello, ".repeat(500);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 100_000})
    void bodyInPieces_isTheSame(int piece) throws IOException {
        assertThat(text(new Pieces(joined(gzip(TEXT), gzip(""), gzip("second")), piece)))
                .isEqualTo(TEXT + "second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0", "garbage", "\u001f", "\u001fx"})
    void whatFollowsTheLastMember_andIsNone_isIgnored(String tail) throws IOException {
        byte[] body = joined(gzip(TEXT), tail.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(text(new ByteArrayInputStream(body))).isEqualTo(TEXT);
        assertThat(text(new Pieces(body, 1))).isEqualTo(TEXT);
    }

    @Test
    void everyOptionalField_isSkipped() throws IOException {
        byte[] plain = gzip(TEXT);
        byte[] fields = {
            0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 0, 3, 0, 'a', 'b', 'c', 'n', 0, 'c', 0, 9, 9
        };

        assertThat(text(new Pieces(joined(fields, Arrays.copyOfRange(plain, 10, plain.length)), 1)))
                .isEqualTo(TEXT);
    }

    @Test
    void bodyCutAtEveryByte_failsAsEndedEarly() {
        byte[] whole = gzip("hello");
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> text(new ByteArrayInputStream(cut)))
                    .as("cut at " + length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void secondMemberThatIsCut_fails_ratherThanEndTheBody() {
        byte[] second = gzip("second");
        byte[] body = joined(gzip(TEXT), Arrays.copyOf(second, second.length - 3));

        assertThatThrownBy(() -> text(new ByteArrayInputStream(body))).isInstanceOf(EOFException.class);
    }

    @Test
    void anyBitFlipped_isNoticed_orChangesNothing() {
        byte[] whole = gzip("hello hello");
        for (int bit = 10 * 8; bit < whole.length * 8; bit++) {
            byte[] broken = whole.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            String text;
            try {
                text = text(new ByteArrayInputStream(broken));
            } catch (IOException noticed) {
                continue;
            }
            assertThat(text).as("bit " + bit).isEqualTo("hello hello"); // one of those that fill a byte up
        }
    }

    @Test
    void noGzip_isRefused_emptyIsEmpty() throws IOException {
        assertThatThrownBy(() -> text(new ByteArrayInputStream("plain".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ZipException.class);
        assertThat(text(InputStream.nullInputStream())).isEmpty();
    }

    @Test
    void whatWasFlushed_isThere_withoutReadingOn() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        GZIPOutputStream gzip = new GZIPOutputStream(bytes, true);
        gzip.write("first".getBytes(StandardCharsets.UTF_8));
        gzip.flush();
        byte[] first = bytes.toByteArray();
        GzipBody body = new GzipBody(new ByteArrayInputStream(first) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                int count = super.read(target, offset, length);
                if (count < 0) {
                    throw new AssertionError("asked for more than was needed");
                }
                return count;
            }
        });

        assertThat(new String(body.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("first");
    }

    /** Against the JDK's own reader. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomContent_inRandomPieces_isWhatTheJdkReads(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] content = new byte[random.nextInt(100_000)];
        random.nextBytes(content);
        Arrays.fill(content, 0, content.length / 2, (byte) random.nextInt());
        byte[] body = gzip(content);

        assertThat(new GzipBody(new Pieces(body, 1 + random.nextInt(5_000))).readAllBytes())
                .as("seed " + seed)
                .isEqualTo(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes());
    }

    private static String text(InputStream compressed) throws IOException {
        return new String(new GzipBody(compressed).readAllBytes(), StandardCharsets.UTF_8);
    }

    static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(content);
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Gives so many bytes at a time. */
    private static final class Pieces extends ByteArrayInputStream {
        private final int piece;

        private Pieces(byte[] content, int piece) {
            super(content);
            this.piece = piece;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(piece, length));
        }
    }
}
