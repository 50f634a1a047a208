package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.foundation.TimeSource;
import feign.Feign;
import feign.Retryer;
import java.util.Map;

/**
 * Puts the pipeline together: the one place where its order stands.
 *
 * <p>Permits stand inside retry, so that every attempt is paced and none is held while backing off; the breaker refuses before anyone
 * queues, and takes its half-open slot at departure, behind the permits; signing comes after all waiting, for fresh time stamps.
 */
final class ClientAssembly {
    private final CallLog log;
    private final Listeners listeners;
    private final Interceptors interceptors;
    private final CallsInFlight inFlight;
    private final HttpClients clients;
    private final TimeSource time;
    private final TimeLimits limits;
    private final StartRule startRule;

    ClientAssembly(
            CallLog log,
            Listeners listeners,
            Interceptors interceptors,
            CallsInFlight inFlight,
            HttpClients clients,
            TimeSource time) {
        this.log = log;
        this.listeners = listeners;
        this.interceptors = interceptors;
        this.inFlight = inFlight;
        this.clients = clients;
        this.time = time;
        this.limits = new TimeLimits(time, clients.executor());
        this.startRule = StartRule.of(time);
    }

    /** An implementation of the API's interface. */
    <T> T assemble(ApiDefinition<T> api, ProviderParts parts) {
        OperationContract contract = new OperationContract();
        JsonRequestEncoder encoder = new JsonRequestEncoder(api.mapper());
        Map<String, ApiMethod> methods = contract.operations(api, encoder);
        FeignExchange bridge = new FeignExchange(exchange(api, parts));
        CallHandler.CallFactory calls =
                new CallHandler.CallFactory(parts.provider(), parts.http().deadline(), time);
        Stage stages = stages(api, parts);
        String name = api.type().getSimpleName() + " of " + parts.provider();
        return Feign.builder()
                .contract(contract)
                .encoder(encoder)
                .queryMapEncoder(new JsonQueryMapEncoder(api.mapper()))
                .retryer(Retryer.NEVER_RETRY)
                .logLevel(feign.Logger.Level.NONE)
                .client(bridge)
                .responseInterceptor(bridge)
                .decodeVoid()
                .invocationHandlerFactory((target, handlers) ->
                        new CallHandler(name, CallHandler.TypedMethod.all(methods, handlers), bridge, calls, stages))
                .target(api.type(), api.baseUrl().toString());
    }

    /** Calls of the same API without its interface. */
    RawApi raw(ApiDefinition<?> api, ProviderParts parts) {
        CallHandler.CallFactory calls =
                new CallHandler.CallFactory(parts.provider(), parts.http().deadline(), time);
        return new RawApi(api, calls, stages(api, parts), exchange(api, parts));
    }

    private Stage stages(ApiDefinition<?> api, ProviderParts parts) {
        Stage attempt = new AttemptStage();
        Stage departure = new DepartureStage(parts.breakers(), attempt);
        Stage permits =
                new PermitStage(parts.limiter(), parts.breakers(), new Settling(api.settler()), listeners, departure);
        Stage breaker = new BreakerStage(parts.breakers(), permits);
        Stage retry = new RetryStage(parts.retry(), parts.budget(), parts.backoff(), time, listeners, breaker);
        Stage plan = new PlanStage(api.customizer(), retry);
        Stage admission = new AdmissionStage(inFlight, plan);
        return new RecordingStage(api.baseUrl(), log, listeners, admission);
    }

    private Exchange exchange(ApiDefinition<?> api, ProviderParts parts) {
        Failures failures = new Failures();
        Transport transport = new Transport(clients, parts.http(), failures, limits, startRule);
        Exchange http = new HttpExchange(api, parts.http(), transport, new Feedback(parts.limiter()), failures);
        Exchange signing = new SigningExchange(api.signer(), new LoggingExchange(log, time, http));
        String header = parts.requestIdHeader();
        Exchange identifying = header == null ? signing : new RequestIdExchange(header, signing);
        Exchange customizing =
                new CustomizingExchange(api.idempotency().header(), interceptors.of(parts.provider()), identifying);
        return listeners.isEmpty() ? customizing : new ListeningExchange(listeners, time, customizing);
    }
}
