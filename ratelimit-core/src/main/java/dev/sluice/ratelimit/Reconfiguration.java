package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Puts new limits of several accounts in force in one round: nobody is granted by the new limits of one and the old ones of another. */
final class Reconfiguration {
    private Reconfiguration() {}

    /**
     * Accounts whose limits are the same are left alone, and nobody hears of them.
     *
     * @param wanted asked with the accounts locked; false if newer limits have come meanwhile, then nothing is done
     */
    static void apply(Engine engine, Map<Account, LimitsConfig> limits, BooleanSupplier wanted) {
        List<Account> changed = new ArrayList<>();
        List<Waiter> doomed = new ArrayList<>();
        engine.run(limits.keySet().stream().sorted().toList(), round -> {
            if (!wanted.getAsBoolean()) {
                return;
            }
            limits.forEach((account, config) -> {
                if (!config.equals(account.config())) {
                    doomed.addAll(account.reconfigure(config, round.now()));
                    changed.add(account);
                }
            });
            changed.forEach(account -> doomed.addAll(account.doomed(round.now())));
        });
        doomed.forEach(engine::refuse);
        engine.deadlocks().untie();
        changed.forEach(account -> engine.events()
                .reconfigured(
                        account.name(), Objects.requireNonNull(limits.get(account), "limits of a changed account")));
    }
}
