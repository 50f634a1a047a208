/** What went wrong inside logging itself. Below all other packages of the module. */
@NullMarked
package dev.sluice.logging.failure;

import org.jspecify.annotations.NullMarked;
