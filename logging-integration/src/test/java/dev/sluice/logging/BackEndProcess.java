package dev.sluice.logging;

import dev.sluice.foundation.Secret;
import dev.sluice.logging.event.ApiError;
import dev.sluice.logging.event.ApiRequest;
import dev.sluice.logging.event.BusinessEvent;
import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSamples;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.Failure;
import dev.sluice.logging.event.SecurityEvent;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** What {@link BackEndsTest} runs in a process of its own: events full of secrets, or lines of {@code java.util.logging}. */
final class BackEndProcess {
    private BackEndProcess() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        String canary = arguments[1];
        RegisteredSecrets.register(Secret.of(canary));
        if (arguments[0].equals("events")) {
            EventSamples.all().forEach(EventSink.slf4j()::emit);
            leaky(canary).forEach(EventSink.slf4j()::emit);
        } else {
            bridged(canary);
        }
        System.err.println("failures inside logging: " + LoggingFailures.count());
    }

    private static List<Event> leaky(String canary) {
        CallRef call = new CallRef("req_" + canary, "exa", "search", "get", "/x/" + canary);
        Failure failure = Failure.of(
                new IllegalStateException("outer", new RuntimeException("Authorization: Bearer " + canary)), false);
        return List.of(
                new ApiRequest(
                        call, 1, Map.of("Authorization", "Bearer " + canary), Map.of("token", canary), "a " + canary),
                ApiError.of(call, 1, Duration.ZERO, failure),
                new SecurityEvent("login_failed", Map.of("password", canary, "note", "is " + canary)),
                new BusinessEvent("x", Map.of("list", List.of(Map.of("deep", canary)))));
    }

    /** Without the bridge and Logback on the class path of the other runs. */
    private static void bridged(String canary) throws ReflectiveOperationException {
        Class<?> bridge = Class.forName("org.slf4j.bridge.SLF4JBridgeHandler");
        bridge.getMethod("removeHandlersForRootLogger").invoke(null);
        bridge.getMethod("install").invoke(null);
        Logger.getLogger("jdk.httpclient").info("HEADERS: Authorization: Bearer " + canary);
        Logger.getLogger("jdk.httpclient").warning("plain " + canary);
        ILoggerFactory logback = LoggerFactory.getILoggerFactory();
        logback.getClass().getMethod("stop").invoke(logback);
    }
}
