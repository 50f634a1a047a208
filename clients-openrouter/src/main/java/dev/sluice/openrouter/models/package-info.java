/** What can be asked: models, their endpoints and prices, providers. */
@NullMarked
package dev.sluice.openrouter.models;

import org.jspecify.annotations.NullMarked;
