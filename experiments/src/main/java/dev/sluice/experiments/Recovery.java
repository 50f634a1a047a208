package dev.sluice.experiments;

/**
 * What opening a journal found.
 *
 * @param records how many whole records were kept
 * @param bytesCut length of the torn last line that was cut off: a record that was being written when the process died, and so was never
 *     reported; 0 if the journal ended cleanly
 * @param interruptedIntervals intervals that had started and not ended; they may be begun again
 */
public record Recovery(long records, long bytesCut, int interruptedIntervals) {}
