package dev.sluice.ratelimit;

import java.util.function.Predicate;

/** The place in a user's code from which this package was called. Costs a microsecond or two: for what is rare. */
record CallSite(String text) {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final CallSite UNKNOWN = new CallSite("unknown place");

    /** The first frame that is neither this package's nor the JDK's. */
    static CallSite here() {
        return WALKER.walk(frames -> frames.filter(Predicate.not(CallSite::isPassedOver))
                .findFirst()
                .map(CallSite::of)
                .orElse(UNKNOWN));
    }

    private static boolean isPassedOver(StackWalker.StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        String name = type.getName();
        return type.getPackageName().equals(CallSite.class.getPackageName())
                || name.startsWith("java.")
                || name.startsWith("jdk.");
    }

    private static CallSite of(StackWalker.StackFrame frame) {
        return new CallSite(frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")");
    }

    @Override
    public String toString() {
        return text;
    }
}
