/** What every module may rely on: credentials that do not print themselves, and injected time. */
@NullMarked
package dev.sluice.foundation;

import org.jspecify.annotations.NullMarked;
