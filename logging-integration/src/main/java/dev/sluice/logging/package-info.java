/**
 * Structured logging over SLF4J: its settings, and what measures a program's own steps. The rooms, each seeing only those before it: {@code failure},
 * {@code redaction}, {@code context}, {@code event}, this package, {@code llm}, and {@code logback} and {@code langchain4j} for those who have these libraries.
 */
@NullMarked
package dev.sluice.logging;

import org.jspecify.annotations.NullMarked;
