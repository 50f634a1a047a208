package dev.sluice.foundation.config;

/** Text that came from a file or a name, made fit for one line of output. */
final class OneLine {
    private OneLine() {}

    /** Replaces everything that could break or repaint a terminal line, such as line breaks and escapes. */
    static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> line.appendCodePoint(isPlain(point) ? point : '?'));
        return line.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
