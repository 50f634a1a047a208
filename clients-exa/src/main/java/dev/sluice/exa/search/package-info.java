/** Requests and answers of search, contents, find similar and context, and what all of Exa's answers share: pages and costs. */
@NullMarked
package dev.sluice.exa.search;

import org.jspecify.annotations.NullMarked;
