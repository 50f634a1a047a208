package dev.sluice.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One HTTP proxy for every address but loopback, to which credentials may go in the clear: they must not leave the machine. */
final class LoopbackApart extends ProxySelector {
    private static final Pattern ADDRESS = Pattern.compile("(?<host>[\\w.-]+|\\[[0-9a-fA-F:.]+]):(?<port>\\d{1,5})");

    private final List<Proxy> proxy;

    LoopbackApart(InetSocketAddress proxy) {
        this.proxy = List.of(new Proxy(Proxy.Type.HTTP, proxy));
    }

    /**
     * The address of a text {@code host:port}, not looked up yet: the JDK's client does so at each connection.
     *
     * @throws IllegalArgumentException if it is none
     */
    static InetSocketAddress address(String text) {
        Matcher parts = ADDRESS.matcher(text);
        int port = parts.matches() ? Integer.parseInt(parts.group("port")) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("proxy: no address (expected: host:port, without credentials)");
        }
        return InetSocketAddress.createUnresolved(parts.group("host"), port);
    }

    @Override
    public List<Proxy> select(URI target) {
        return Loopback.isHost(target.getHost()) ? List.of(Proxy.NO_PROXY) : proxy;
    }

    @Override
    public void connectFailed(URI target, SocketAddress address, IOException failure) {
        // the exchange fails with it, too
    }
}
