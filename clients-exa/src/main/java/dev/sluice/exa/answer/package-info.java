/** Requests and answers of Exa's answering, whole and streamed. */
@NullMarked
package dev.sluice.exa.answer;

import org.jspecify.annotations.NullMarked;
