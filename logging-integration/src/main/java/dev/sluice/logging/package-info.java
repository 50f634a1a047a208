/** What happened, as events without a secret in them: events, redaction, correlation, completion logging, over SLF4J alone. */
@NullMarked
package dev.sluice.logging;

import org.jspecify.annotations.NullMarked;
