package dev.sluice.client.spi;

/** How far an operation may be repeated when an attempt fails. */
public enum RetryClass {
    /** A read: repeated on any transient failure. */
    SAFE,
    /**
     * Costs money but changes nothing (a search, a completion): repeated when the effective status is transient, within the retry budget,
     * never after streamed content was delivered; {@code retry.billed: false} turns it off.
     */
    BILLED,
    /**
     * Changes something (an order, a sandbox, a command): repeated only if the bytes were never sent, or the provider's classifier says the
     * request was not processed. Any other failure says {@code outcome unknown}.
     */
    EFFECT
}
