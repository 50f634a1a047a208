package dev.sluice.client;

import dev.sluice.client.spi.ProviderModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes contexts and clients when first asked for them, and keeps them. Thread-safe. */
final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    private final Modules modules;
    private final Function<String, DefaultProviderContext> newContext;
    private final Map<String, DefaultProviderContext> contexts = new LinkedHashMap<>();
    private final Map<Class<?>, Object> clients = new LinkedHashMap<>();

    Providers(Modules modules, Function<String, DefaultProviderContext> newContext) {
        this.modules = modules;
        this.newContext = newContext;
    }

    synchronized DefaultProviderContext context(String provider) {
        return contexts.computeIfAbsent(provider, newContext);
    }

    synchronized <C> C client(Class<C> type) {
        Object known = clients.get(type);
        if (known != null) {
            return type.cast(known);
        }
        ProviderModule<C> module = modules.offering(type)
                .orElseThrow(() -> new IllegalArgumentException("client " + type.getName()
                        + ": no module offers it (expected: its module on the class path; found: " + modules.names()
                        + ")"));
        C client = module.create(context(module.name()));
        clients.put(type, client);
        return client;
    }

    /** A provider's context, its module's APIs defined. */
    synchronized DefaultProviderContext defined(String provider) {
        modules.named(provider).ifPresent(module -> client(module.clientType()));
        return context(provider);
    }

    /** Closes the clients that hold something, the last made first; what one of them throws is logged, so that the others are closed too. */
    void closeClients() {
        for (AutoCloseable client : takeCloseables()) {
            try {
                client.close();
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
            } catch (Exception failure) {
                LOG.warn("client {} did not close", client.getClass().getName(), Causes.redacted(failure));
            }
        }
    }

    private synchronized List<AutoCloseable> takeCloseables() {
        List<AutoCloseable> closeables = new ArrayList<>();
        for (Object client : clients.values()) {
            if (client instanceof AutoCloseable closeable) {
                closeables.add(0, closeable);
            }
        }
        clients.clear();
        return closeables;
    }
}
