/** JSON lines through Logback: the only package that uses it and its JSON encoder, both optional dependencies. */
@NullMarked
package dev.sluice.logging.logback;

import org.jspecify.annotations.NullMarked;
