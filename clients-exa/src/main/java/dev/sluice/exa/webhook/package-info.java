/** The signatures of Exa's webhooks. */
@NullMarked
package dev.sluice.exa.webhook;

import org.jspecify.annotations.NullMarked;
