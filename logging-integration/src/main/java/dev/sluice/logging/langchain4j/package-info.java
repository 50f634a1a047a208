/** Completions made through LangChain4j: the only package that uses it, an optional dependency. */
@NullMarked
package dev.sluice.logging.langchain4j;

import org.jspecify.annotations.NullMarked;
