package dev.sluice.daytona;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.RequestSigner;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The toolbox of each region. A sandbox names its own toolbox address; it is used if it is https and nobody configured
 * another one, because the account's key is sent there.
 */
final class Toolboxes {

    static final URI PRODUCTION = URI.create("https://proxy.app.daytona.io/toolbox");

    /** Room for waiting and for the way there and back, beside the command's own time. */
    private static final Duration MARGIN = Duration.ofSeconds(35);

    private final Map<URI, ToolboxApi> byAddress = new ConcurrentHashMap<>();
    private final Function<URI, ToolboxApi> maker;
    private final URI configured;

    Toolboxes(URI configured, Function<URI, ToolboxApi> maker) {
        this.configured = configured;
        this.maker = maker;
    }

    static Toolboxes behind(ProviderContext context) {
        Toolboxes toolboxes = new Toolboxes(
                context.baseUrl("toolbox", PRODUCTION),
                address -> context.api(ApiDefinition.of(ToolboxApi.class, address)
                        .name("toolbox")
                        .signer(RequestSigner.bearer(context::apiKey))
                        .classifier(new DaytonaClassifier())
                        .customizer(call -> call.argument(ExecuteRequest.class)
                                .ifPresent(command -> call.deadline(
                                        Duration.ofSeconds(command.timeout()).plus(MARGIN))))
                        .mapper(DaytonaJson.mapper())
                        .build()));
        // known to raw calls from the beginning
        toolboxes.of("", null);
        return toolboxes;
    }

    Toolbox of(String sandboxId, @Nullable String itsAddress) {
        URI address = configured.equals(PRODUCTION) ? named(itsAddress).orElse(configured) : configured;
        return new Toolbox(byAddress.computeIfAbsent(address, maker), sandboxId);
    }

    private static Optional<URI> named(@Nullable String address) {
        try {
            return Optional.ofNullable(address)
                    .map(URI::create)
                    .filter(uri -> "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
