/** Daytona's sandboxes: create, upload, execute, delete, and a lease that never leaves one behind. */
@NullMarked
package dev.sluice.daytona;

import org.jspecify.annotations.NullMarked;
