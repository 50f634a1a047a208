package dev.sluice.benchmarks.calls;

import java.net.URI;
import java.util.function.Function;

/** Who is measured. */
public enum CallContender {
    /** The JDK's client and Jackson as they come. */
    RAW("java.net.http", base -> new RawCaller(JdkClients.ofDefaultExecutor(), base)),
    /** The same without any hop between threads. */
    RAW_SAME_THREAD("java.net.http, same thread", base -> new RawCaller(JdkClients.ofSameThread(), base)),
    /** The same with a thread for each task: virtual ones from JDK 21 on. */
    RAW_THREAD_PER_TASK("java.net.http, thread per task", base -> new RawCaller(JdkClients.ofThreadPerTask(), base)),
    /** Feign over the JDK's client. */
    FEIGN("Feign", FeignCaller::plain),
    /** Feign, limits, retry, breaker and log. */
    FEIGN_STACK("Feign+Resilience4j+Logbook", FeignStackCaller::new),
    /** The provider's own SDK. */
    OPENAI("openai-java", OpenAiCaller::new),
    /** Everything on. */
    SLUICE("Sluice", SluiceCaller::new);

    private final String label;
    private final Function<URI, Caller> factory;

    CallContender(String label, Function<URI, Caller> factory) {
        this.label = label;
        this.factory = factory;
    }

    /** What tables call it. */
    public String label() {
        return label;
    }

    /** A new one that calls this server. */
    public Caller caller(URI base) {
        return factory.apply(base);
    }
}
