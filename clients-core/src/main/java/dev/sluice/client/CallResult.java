package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * A result and how it came about, from {@link CallOptions#answer}.
 *
 * @param value what the work returned
 * @param metadata of the last call that got an answer
 * @param <T> type of the value
 */
public record CallResult<T extends @Nullable Object>(T value, CallMetadata metadata) {}
