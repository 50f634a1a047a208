package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.InsufficientCreditsException;
import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.exa.search.Contents;
import dev.sluice.exa.search.ContentsRequest;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import dev.sluice.exa.search.TextOptions;
import dev.sluice.foundation.Secret;
import dev.sluice.simulators.Fault;
import dev.sluice.simulators.ProviderReport;
import dev.sluice.simulators.Simulators;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real client with its shipped limits against a simulator that enforces Exa's. */
class ExaSimulatorTest {
    private final Simulators simulators = Simulators.start();
    private final Sluice sluice = Sluice.builder()
            .environment(Map.of())
            .baseUrl("exa", simulators.baseUrls().get("exa"))
            .credential("exa", Secret.of(ExaServer.KEY))
            .build();
    private final ExaClient exa = sluice.client(ExaClient.class);

    @AfterEach
    void stop() {
        sluice.close();
        simulators.close();
    }

    @Test
    void search_isUnderstoodByBothSides() {
        SearchResponse found = exa.search(SearchRequest.builder("rain in Zurich")
                .numResults(3)
                .contents(Contents.builder().text(TextOptions.DEFAULT).build())
                .build());

        assertThat(found.results()).hasSize(3).allSatisfy(result -> {
            assertThat(result.url()).startsWith("http");
            assertThat(result.text()).isNotBlank();
            assertThat(result.extra()).isEmpty();
        });
        assertThat(found.costDollars().total()).isGreaterThan(BigDecimal.ZERO);
        assertThat(found.extra()).isEmpty();
    }

    @Test
    void manyAtOnce_breakNoLimit() {
        ContentsRequest page =
                ContentsRequest.of(Contents.builder().text(TextOptions.DEFAULT).build(), "https://a.example/1");
        List<CompletableFuture<List<Result>>> all = IntStream.range(0, 36)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 3 == 0
                        ? exa.search("query " + i).results()
                        : exa.contents(page).results()))
                .toList();
        all.forEach(each -> assertThat(each.join()).isNotEmpty());

        ProviderReport report = simulators.exa().report();
        assertThat(report.calls()).isEqualTo(36);
        assertThat(report.violations()).isZero();
        assertThat(report.rejected429()).isZero();
    }

    @Test
    void overload_isWaitedOut() {
        simulators.exa().inject(Fault.status(503));

        assertThat(exa.search("q").results()).isNotEmpty();
        assertThat(simulators.exa().report().calls()).isEqualTo(2);
    }

    @Test
    void errors_carryExasWords() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> exa.search(SearchRequest.builder("q").numResults(1000).build()));
        assertThat(refused.code()).hasValue("INVALID_NUM_RESULTS");
        assertThat(refused.providerRequestId()).isPresent();

        simulators.exa().inject(Fault.status(402));
        InsufficientCreditsException broke =
                catchThrowableOfType(InsufficientCreditsException.class, () -> exa.search("q"));
        assertThat(broke.code()).hasValue("NO_MORE_CREDITS");
    }
}
