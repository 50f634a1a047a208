package dev.sluice.openrouter.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tools as bots write them. */
final class Desk {
    static final String SECRET = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ToolFunction(description = "The last price of a symbol, in USD.")
    Map<String, BigDecimal> price(@JsonPropertyDescription("Ticker") String symbol, Optional<Integer> days) {
        return Map.of(symbol, new BigDecimal("1.10").add(BigDecimal.valueOf(days.orElse(0))));
    }

    @ToolFunction(name = "orders-of", description = "Open orders.")
    private List<String> orders(@Nullable String account) {
        return account == null ? List.of() : List.of(account);
    }

    @ToolFunction(description = "Fails.")
    public String fail() throws IOException {
        throw new IOException("no line to the exchange, key " + SECRET);
    }

    @ToolFunction(description = "Stops the world.")
    void breakDown() {
        throw new StackOverflowError("too deep");
    }

    @ToolFunction(description = "Remembers a text.")
    void remember(String text) {}

    @ToolFunction(description = "Is interrupted.")
    void await() throws InterruptedException {
        throw new InterruptedException();
    }

    String notATool() {
        return "";
    }
}
