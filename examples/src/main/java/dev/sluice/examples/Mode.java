package dev.sluice.examples;

import java.util.Locale;

/** How a decision is made. */
enum Mode {
    /** The model decides. */
    DIRECT,
    /** The model writes a program that decides; it runs in a sandbox. */
    CODE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
