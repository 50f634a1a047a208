package dev.sluice.simulators;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension: gives tests and their life-cycle methods a {@link Simulators} parameter. A test has its own; one asked for by a
 * constructor or {@code @BeforeAll} is shared by the tests of that class. Closed with the test or class. Needs JUnit on the class path, which
 * this module does not bring.
 */
public final class SimulatorsExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SimulatorsExtension.class);

    private final SimulatorOptions options;

    /** With {@link SimulatorOptions#defaults()}: what {@code @ExtendWith} uses. */
    public SimulatorsExtension() {
        this(SimulatorOptions.defaults());
    }

    /** With options, for {@code @RegisterExtension}. */
    public SimulatorsExtension(SimulatorOptions options) {
        this.options = options;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Simulators.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Simulators.class, key -> Simulators.start(options), Simulators.class);
    }
}
