/** What all packages of this module need and nobody else may rely on: JSON, errors, how an API is defined. */
@NullMarked
package dev.sluice.openrouter.internal;

import org.jspecify.annotations.NullMarked;
