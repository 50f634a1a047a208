package dev.sluice.client;

/**
 * Bytes with their media type: a file sent or received as it is.
 *
 * @param bytes the content; not copied
 * @param contentType e.g. {@code application/octet-stream}, parameters included; empty if the answer named none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; nobody compares two of them
public record RawBody(byte[] bytes, String contentType) {
    /** Says how much there is, never what. */
    @Override
    public String toString() {
        return "RawBody[" + bytes.length + " bytes, " + contentType + "]";
    }
}
