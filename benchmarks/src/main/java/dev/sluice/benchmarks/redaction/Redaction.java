package dev.sluice.benchmarks.redaction;

/** A way to make a JSON body fit to be logged. */
@FunctionalInterface
public interface Redaction {
    /** The body without what it takes for secrets; what it does with a body that was cut is its own affair. */
    String redact(byte[] json);
}
