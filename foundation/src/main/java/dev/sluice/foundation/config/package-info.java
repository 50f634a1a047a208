/** The strict YAML binder: modules register the sections they own, and a file is bound to their records whole or refused with one line. */
@NullMarked
package dev.sluice.foundation.config;

import org.jspecify.annotations.NullMarked;
