package dev.sluice.simulators;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One host of a provider, under a path prefix of the common server. Every request goes the same way: it arrives, is named, may be struck by
 * an injected fault, must show a credential, is counted against the limits, is answered; and leaves when its last byte is handed to the
 * network, not when the network has taken it, because the client that reads that byte may send its next request before the server knows.
 */
final class Endpoint extends Handler.Abstract {
    private static final int MAX_BODY_BYTES = 16 << 20;

    private final String prefix;
    private final Account account;
    private final Dialect dialect;
    private final SimulatorOptions options;
    private final SplittableRandom random;

    /** @param prefix where the host lies on the server, beginning with a slash and not ending with one */
    Endpoint(String prefix, Account account, Dialect dialect, SimulatorOptions options) {
        this.prefix = prefix;
        this.account = account;
        this.dialect = dialect;
        this.options = options;
        this.random = new SplittableRandom(Seeds.of(options.seed(), prefix));
    }

    /**
     * Puts a fault in force.
     *
     * @throws IllegalArgumentException if it is a special answer that this host does not have
     */
    void inject(Fault fault) {
        String shape = fault.shape();
        if (shape != null && !dialect.shapes().contains(shape)) {
            throw new IllegalArgumentException("fault: shape " + shape + " is unknown here (expected one of "
                    + new TreeSet<>(dialect.shapes()) + ")");
        }
        account.inject(fault);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        if (!request.getHttpURI().getDecodedPath().startsWith(prefix + "/")) {
            return false;
        }
        String path = request.getHttpURI().getDecodedPath().substring(prefix.length());
        Account.Visit visit = account.arrive(dialect.room(path));
        Request.addCompletionListener(request, failure -> visit.leave());
        SimulatedRequest asked = read(request, path);
        Operation operation = dialect.operation(asked);
        Optional<InjectedFault> struck = visit.ask(operation.name());
        Optional<Answer> instead = struck.map(fault -> instead(asked, fault.fault()));
        instead.ifPresent(visit::answeredInstead);
        Answer answer = instead.orElseGet(() -> serve(asked, operation, visit));
        Executor workers = getServer().getThreadPool();
        new Delivery(options.time(), workers, visit, request, response, callback)
                .send(answer, latency(), struck.orElse(null));
        return true;
    }

    /** What the fault has answered instead of the provider; null if it only disturbs the delivery. */
    private @Nullable Answer instead(SimulatedRequest request, Fault fault) {
        String shape = fault.shape();
        if (shape != null) {
            return dialect.shape(request, shape, fault.retryAfter());
        }
        return fault.kind() == Fault.Kind.STATUS ? dialect.failure(request, fault.status(), fault.retryAfter()) : null;
    }

    private Answer serve(SimulatedRequest request, Operation operation, Account.Visit visit) {
        Optional<Answer> challenge = dialect.challenge(request);
        if (challenge.isPresent()) {
            return challenge.get();
        }
        Optional<Refusal> refusal = visit.admit(operation);
        if (refusal.isPresent()) {
            return dialect.tooMany(request, refusal.get());
        }
        Answer answer = dialect.answer(request, operation);
        return visit.state(operation)
                .map(state -> answer.withHeaders(dialect.limitHeaders(state)))
                .orElse(answer);
    }

    private SimulatedRequest read(Request request, String path) throws IOException {
        try (InputStream in = Request.asInputStream(request)) {
            byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                throw new IOException("body: too large (expected at most " + MAX_BODY_BYTES + " bytes)");
            }
            return SimulatedRequest.of(request, path, body);
        }
    }

    private synchronized Duration latency() {
        return options.latency().draw(random);
    }
}
