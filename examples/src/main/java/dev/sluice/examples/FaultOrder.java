package dev.sluice.examples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code PROVIDER:STATUS:SECONDS}: what the simulator is told to answer, and for how long. */
record FaultOrder(String provider, int status, int seconds) {
    private static final Pattern FORM = Pattern.compile("([a-z]+):([45]\\d\\d):(\\d{1,3})");

    /** @throws UsageException if it is none */
    static FaultOrder parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !Providers.ALL.contains(matcher.group(1))) {
            throw new UsageException("--fault " + text + ": no fault (expected PROVIDER:STATUS:SECONDS with one of "
                    + Providers.ALL + ", a status from 400 to 599 and up to 999 seconds)");
        }
        return new FaultOrder(matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }
}
