/** How a call is made: one pipeline for every provider, its entry point {@link dev.sluice.client.Sluice}, and what it reports. */
@NullMarked
package dev.sluice.client;

import org.jspecify.annotations.NullMarked;
