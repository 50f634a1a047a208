/** A typed client for Polymarket's public market data: markets (Gamma), order books and price history (CLOB). */
@NullMarked
package dev.sluice.polymarket;

import org.jspecify.annotations.NullMarked;
