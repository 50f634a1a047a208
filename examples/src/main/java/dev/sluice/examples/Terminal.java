package dev.sluice.examples;

import java.io.Console;

/** Whether somebody is watching. */
final class Terminal {
    private Terminal() {}

    /** Whether standard input and output are a terminal. Since JDK 22 there is a console without one, and it must be asked. */
    @SuppressWarnings("SystemConsoleNull") // null it still is on JDK 17 to 21
    static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("console: cannot be asked whether it is a terminal", e);
        }
    }
}
