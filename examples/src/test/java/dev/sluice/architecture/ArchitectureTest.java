package dev.sluice.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import feign.Feign;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The layers of the house: arrows point down only. A rule that matches no class fails. */
class ArchitectureTest {
    private static final JavaClasses SLUICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sluice");

    /** Each module's root package, and the modules it may see. */
    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of("foundation", List.of()),
                Arguments.of("ratelimit", List.of("foundation")),
                Arguments.of("logging", List.of("foundation")),
                Arguments.of("client", List.of("foundation", "ratelimit", "logging")),
                Arguments.of("polymarket", List.of("foundation", "ratelimit", "logging", "client")),
                Arguments.of("exa", List.of("foundation", "ratelimit", "logging", "client")),
                Arguments.of("openrouter", List.of("foundation", "ratelimit", "logging", "client")),
                Arguments.of("daytona", List.of("foundation", "ratelimit", "logging", "client")),
                Arguments.of("experiments", List.of("foundation", "logging")),
                Arguments.of("simulators", List.of("foundation")));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void module_seesOnlyWhatIsBelow(String module, List<String> below) {
        String[] visible = Stream.concat(Stream.of(module), below.stream())
                .map(name -> "dev.sluice." + name + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("dev.sluice." + module + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.sluice..")).or(resideInAnyPackage(visible)))
                .check(SLUICE);
    }

    @Test
    void packagesInsideAModule_haveNoCycles() {
        slices().matching("dev.sluice.(experiments|simulators|exa|polymarket|openrouter|daytona)..(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(SLUICE);
    }

    /** The root package stands between the rooms it is built on and those that are built on it. */
    @Test
    void roomsOfLogging_haveNoCycles() {
        slices().matching("dev.sluice.logging.(*)..").should().beFreeOfCycles().check(SLUICE);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.sluice.logging.failure",
                        "dev.sluice.logging.redaction",
                        "dev.sluice.logging.context",
                        "dev.sluice.logging.event")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sluice.logging")
                .check(SLUICE);
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.logging")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sluice.logging.llm", "dev.sluice.logging.logback", "dev.sluice.logging.langchain4j")
                .check(SLUICE);
    }

    @Test
    void limits_knowNoHttp() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.ratelimit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "feign..", "tools.jackson..")
                .check(SLUICE);
    }

    @Test
    void logback_isSeenByOnePackageOfTheLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.logging.logback..", "dev.sluice.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ch.qos.logback..", "net.logstash..")
                .check(SLUICE);
    }

    @Test
    void langChain4j_isSeenByOnePackageOfTheLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.logging.langchain4j..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.langchain4j..")
                .check(SLUICE);
    }

    @Test
    void feign_isBuiltInOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ClientAssembly")
                .should()
                .callMethod(Feign.class, "builder")
                .check(SLUICE);
    }

    @Test
    void feignExceptions_areSeenByThePipelineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.client..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(feign.FeignException.class)
                .check(SLUICE);
    }

    @Test
    void time_isInjected() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SystemTimeSource")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(SLUICE);
    }

    @Test
    void libraries_doNotPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.examples..", "dev.sluice.testsupport..")
                .and()
                .doNotHaveSimpleName("SimulatorsMain")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(SLUICE);
    }

    /** Logging that fails has nowhere else to say so. */
    @Test
    void standardError_isTheLastResortOfLogging() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.examples..", "dev.sluice.logging..")
                .and()
                .doNotHaveSimpleName("SimulatorsMain")
                .should()
                .accessField(System.class, "err")
                .check(SLUICE);
    }

    @Test
    void everyPackage_isNullMarked() {
        List<String> unmarked = SLUICE.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(name ->
                        !name.getClasses().isEmpty() && name.tryGetPackageInfo().isEmpty()
                                || name.tryGetPackageInfo()
                                        .map(info -> !info.isAnnotatedWith(NullMarked.class))
                                        .orElse(false))
                .map(name -> name.getName())
                .sorted()
                .toList();
        org.assertj.core.api.Assertions.assertThat(unmarked).isEmpty();
    }
}
