package dev.sluice.client;

import java.util.Locale;
import java.util.regex.Pattern;

/** This machine, by name or literal address; no name server is asked, for what it answers could change between check and use. */
final class Loopback {
    private static final Pattern HOST = Pattern.compile("localhost|\\[::1]|127(\\.\\d{1,3}){3}");

    private Loopback() {}

    static boolean isHost(String host) {
        return HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
