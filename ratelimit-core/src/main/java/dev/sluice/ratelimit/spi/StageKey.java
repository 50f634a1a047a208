package dev.sluice.ratelimit.spi;

/**
 * Names a place where starts are counted, the same in every process.
 *
 * @param account a limiter's name, such as {@code openrouter} or {@code openrouter/second}; not blank
 * @param stage a group's or a kind of lease's name; empty for the account's own limits
 */
public record StageKey(String account, String stage) {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the account is blank
     */
    public StageKey {
        if (account.isBlank()) {
            throw new IllegalArgumentException("account: blank (expected: a limiter's name)");
        }
    }

    @Override
    public String toString() {
        return stage.isEmpty() ? account : account + "/" + stage;
    }
}
