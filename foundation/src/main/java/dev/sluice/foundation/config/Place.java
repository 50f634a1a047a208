package dev.sluice.foundation.config;

/**
 * Where a key or value was written.
 *
 * @param text {@code file:line:column}, or a variable's name
 * @param environment whether it is a variable, whose name cannot tell capitals from small letters
 */
record Place(String text, boolean environment) {
    static Place inFile(String name, int line, int column) {
        return new Place(name + ":" + line + ":" + column, false);
    }

    static Place ofVariable(String name) {
        return new Place(name, true);
    }
}
