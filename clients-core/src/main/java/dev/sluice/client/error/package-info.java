/** Every way a call can fail, cut by what the caller can do about it; one unchecked root, nothing of the HTTP libraries below. */
@NullMarked
package dev.sluice.client.error;

import org.jspecify.annotations.NullMarked;
