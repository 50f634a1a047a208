/** What models were asked and answered: {@link dev.sluice.logging.llm.LlmCompletionLogger}, with tokens, costs and summaries. */
@NullMarked
package dev.sluice.logging.llm;

import org.jspecify.annotations.NullMarked;
