/** What was sent, received or thrown, made fit to be logged: {@link dev.sluice.logging.redaction.Redactor} and the secrets it searches for. */
@NullMarked
package dev.sluice.logging.redaction;

import org.jspecify.annotations.NullMarked;
