package dev.sluice.examples;

import java.util.List;

/** The providers' names in configuration, limits, logs and reports. */
final class Providers {
    static final String POLYMARKET = "polymarket";
    static final String EXA = "exa";
    static final String OPENROUTER = "openrouter";
    static final String DAYTONA = "daytona";
    static final List<String> ALL = List.of(POLYMARKET, EXA, OPENROUTER, DAYTONA);

    private Providers() {}
}
