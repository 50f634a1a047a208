package dev.sluice.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip body (RFC 1952): of all its members, each checked; what follows the last one and is no member is ignored, as every
 * reader does. Gives what has been flushed without waiting for more. An empty body is empty, as servers send it with 204 and to HEAD.
 *
 * <p>The JDK's own stream asks {@code available()} whether another member follows, and takes a failure there for the end.
 */
final class GzipBody extends InputStream {
    private static final int BUFFER = 2048;
    private static final int CHECKSUM_FLAG = 2;
    private static final int EXTRA_FLAG = 4;
    private static final int NAME_FLAG = 8;
    private static final int COMMENT_FLAG = 16;

    private final InputStream compressed;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int position;
    private int limit;
    private boolean insideMember;
    private boolean afterMember;
    private boolean over;

    GzipBody(InputStream compressed) {
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (!over) {
            if (!insideMember && !beginMember()) {
                over = true;
                inflater.end();
                return -1;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                return count;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(target, offset, length);
            checksum.update(target, offset, count);
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("preset dictionary");
            } else if (count == 0 && inflater.needsInput()) {
                fillOrFail();
                inflater.setInput(buffer, position, limit - position);
            }
            return count;
        } catch (DataFormatException broken) {
            throw new ZipException("invalid deflate data");
        }
    }

    /** False at the end of the body, or of all of it that is gzip. */
    private boolean beginMember() throws IOException {
        if (position == limit && !fill()) {
            return false;
        }
        if (next() != 0x1f || (position == limit && afterMember && !fill()) || next() != 0x8b) {
            if (afterMember) {
                return false;
            }
            throw new ZipException("not gzip");
        }
        header();
        inflater.reset();
        checksum.reset();
        inflater.setInput(buffer, position, limit - position);
        insideMember = true;
        return true;
    }

    private void header() throws IOException {
        if (next() != 8) {
            throw new ZipException("unknown compression");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA_FLAG) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME_FLAG) != 0) {
            skipText();
        }
        if ((flags & COMMENT_FLAG) != 0) {
            skipText();
        }
        if ((flags & CHECKSUM_FLAG) != 0) {
            skip(2);
        }
    }

    private void endMember() throws IOException {
        insideMember = false;
        afterMember = true;
        position = limit - inflater.getRemaining();
        long expectedSize = inflater.getBytesWritten() & 0xffff_ffffL;
        if (number() != checksum.getValue() || number() != expectedSize) {
            throw new ZipException("checksum or size wrong");
        }
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int letter = next();
        while (letter != 0) {
            letter = next();
        }
    }

    private int next() throws IOException {
        if (position == limit) {
            fillOrFail();
        }
        return Byte.toUnsignedInt(buffer[position++]);
    }

    private void fillOrFail() throws IOException {
        if (!fill()) {
            throw new EOFException("gzip ended early");
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, compressed.read(buffer, 0, BUFFER));
        return limit > 0;
    }

    /** Without ending the inflater, which another thread may be in; it is freed at the end of the body, or with this object. */
    @Override
    public void close() throws IOException {
        compressed.close();
    }
}
