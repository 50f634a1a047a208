package dev.sluice.ratelimit;

import java.io.Closeable;
import java.io.IOException;

/** Where a state file's bytes go. For one thread at a time. */
interface StateStore extends Closeable {
    /** Hands the bytes to the operating system, behind what is there; if it throws, some of them may be there. */
    void append(byte[] bytes) throws IOException;

    /** Puts the bytes in the place of all that is there, whole or, if it throws, not at all. */
    void replace(byte[] bytes) throws IOException;
}
