package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * A method of a typed client.
 *
 * @param operation what it does
 * @param template its request; null if only Feign can build it
 */
record ApiMethod(OperationSpec operation, @Nullable PreparedTemplate template) {}
