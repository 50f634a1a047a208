package dev.sluice.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.sluice.client.error.ClientException;
import java.io.IOException;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Calls through a proxy with credentials, in a JVM that was started so that it may give them; all that is logged goes to the output. */
final class TunnelRun {
    private final int server;
    private final String password;

    private TunnelRun(int server, String password) {
        this.server = server;
        this.password = password;
    }

    /** @param arguments the server's port, the proxy's password */
    public static void main(String[] arguments) throws IOException {
        ((Logger) LoggerFactory.getLogger("dev.sluice")).setLevel(Level.TRACE);
        ((Logger) LoggerFactory.getLogger("dev.sluice.events")).setLevel(Level.TRACE);
        TunnelRun run = new TunnelRun(Integer.parseInt(arguments[0]), arguments[1]);
        run.rightPassword();
        run.wrongPassword();
        run.unreachableServer();
    }

    private void rightPassword() throws IOException {
        try (TunnelProxy proxy = new TunnelProxy(server, "bot:" + password);
                Sluice sluice = sluice(proxy, password)) {
            String name = TunnelTest.api(sluice).thing("7").name();
            long given = proxy.heads().stream()
                    .filter(head -> head.contains(TunnelProxy.basic("bot:" + password)))
                    .count();
            long key = proxy.heads().stream()
                    .filter(head -> head.contains(Bench.KEY))
                    .count();
            System.out.println("seen: right password: " + name + ", tunnels asked for "
                    + proxy.heads().size() + ", with the password " + given + ", with the key " + key);
        }
    }

    private void wrongPassword() throws IOException {
        try (TunnelProxy proxy = new TunnelProxy(server, "bot:" + password);
                Sluice sluice = sluice(proxy, "not-" + password)) {
            System.out.println("seen: wrong password: " + failure(sluice));
        }
    }

    /** The tunnel is open, and nobody is at its end. */
    private void unreachableServer() throws IOException {
        try (TunnelProxy proxy = new TunnelProxy(1, "bot:" + password);
                Sluice sluice = sluice(proxy, password)) {
            System.out.println("seen: right password, wrong address: " + failure(sluice));
        }
    }

    private static String failure(Sluice sluice) {
        try {
            return "unexpected: " + TunnelTest.api(sluice).thing("7");
        } catch (ClientException failure) {
            failure.printStackTrace();
            return String.valueOf(failure.getMessage());
        }
    }

    private static Sluice sluice(TunnelProxy proxy, String givenPassword) {
        return Sluice.builder()
                .config("""
                        providers:
                          acme:
                            limits: { min-delay: 0ms }
                            retry: { max-attempts: 1 }
                        """)
                .environment(Map.of())
                .httpClient(TunnelTest.client(proxy, givenPassword))
                .build();
    }
}
