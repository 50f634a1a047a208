/** What an account has and has used: its key, credits, generations. */
@NullMarked
package dev.sluice.openrouter.account;

import org.jspecify.annotations.NullMarked;
