/** Shared by the packages of this client; no part of its API. */
@NullMarked
package dev.sluice.exa.internal;

import org.jspecify.annotations.NullMarked;
