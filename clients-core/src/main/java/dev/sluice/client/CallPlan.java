package dev.sluice.client;

import dev.sluice.client.spi.CallSpec;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.BudgetConfig;
import dev.sluice.ratelimit.Cancellation;
import dev.sluice.ratelimit.Priority;
import dev.sluice.ratelimit.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one call will ask of the limits, adjusted by the provider's customizer before anything waits. For one thread. */
final class CallPlan implements CallSpec {
    private final OperationSpec operation;
    private final Object[] arguments;
    private AcquireRequest request = AcquireRequest.one();
    private final Set<String> kinds = new HashSet<>();
    private @Nullable String group;
    private @Nullable String narrow;
    private Priority priority = Priority.NORMAL;
    private Duration deadline;
    private @Nullable Cancellation cancellation;

    CallPlan(OperationSpec operation, Object[] arguments, Duration deadline) {
        this.operation = operation;
        this.arguments = arguments;
        this.group = operation.group();
        this.deadline = deadline;
        if (operation.retry() == RetryClass.BILLED) {
            billed();
        }
    }

    @Override
    public String operation() {
        return operation.name();
    }

    @Override
    public <A> Optional<A> argument(Class<A> type) {
        return Arrays.stream(arguments).filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public CallSpec group(String name) {
        group = name;
        return this;
    }

    @Override
    public CallSpec narrowGroup(String name) {
        narrow = name;
        return this;
    }

    /** Whom a refusal of the likes of this call concerns: its narrow group, which may be a part of its wider one; null if it has none. */
    @Nullable
    Target narrowTarget() {
        if (narrow == null) {
            return null;
        }
        return group == null ? Target.group(narrow) : Target.subgroup(group, narrow);
    }

    @Override
    public CallSpec cost(String quota, long amount) {
        request = request.cost(quota, amount);
        kinds.add(quota);
        return this;
    }

    @Override
    public CallSpec cost(String quota, BigDecimal amount) {
        request = request.cost(quota, amount);
        kinds.add(quota);
        return this;
    }

    @Override
    public CallSpec billed() {
        request = request.billed();
        kinds.add(BudgetConfig.USD);
        return this;
    }

    /** The quotas that may be charged an estimate. */
    Set<String> estimated() {
        return kinds;
    }

    @Override
    public CallSpec priority(Priority value) {
        priority = value;
        return this;
    }

    @Override
    public CallSpec deadline(Duration value) {
        HttpConfig.positive("deadline", value);
        deadline = Durations.bounded(value);
        return this;
    }

    /** What the caller says goes before what the provider's module says. */
    void override(CallOptions options) {
        deadline = options.deadline() == null ? deadline : options.deadline();
        priority = options.priority() == null ? priority : options.priority();
    }

    @Nullable
    String group() {
        return group;
    }

    /** Where the limits count it: its group, else its narrow one. */
    @Nullable
    String countedIn() {
        return group == null ? narrow : group;
    }

    Priority priority() {
        return priority;
    }

    Duration deadline() {
        return deadline;
    }

    /** Who may end the waits for permits. */
    void waitsUntil(Cancellation value) {
        cancellation = value;
    }

    AcquireRequest permit(long deadlineNanos) {
        AcquireRequest permit = request.priority(priority).deadline(deadlineNanos);
        String counted = countedIn();
        if (counted != null) {
            permit = permit.group(counted);
        }
        if (group != null && narrow != null) {
            permit = permit.subgroup(narrow);
        }
        return cancellation == null ? permit : permit.cancelledBy(cancellation);
    }
}
