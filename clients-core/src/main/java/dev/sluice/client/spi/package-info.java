/** What a provider says about itself, so that the one pipeline can make its calls: interfaces, signatures, error words, event formats. */
@NullMarked
package dev.sluice.client.spi;

import org.jspecify.annotations.NullMarked;
