package dev.sluice.openrouter.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = VirtualTime.manual();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void models_areAskedForOnceUntilTheyAreTooOld() {
        ModelCatalog catalog = new ModelCatalog(this::models, time, HOUR);
        assertThat(asked).hasValue(0);

        assertThat(catalog.find("a/b")).map(Model::name).contains("asked 1");
        time.advance(HOUR.minusNanos(1));
        assertThat(catalog.find("a/b")).map(Model::name).contains("asked 1");
        time.advance(Duration.ofNanos(1));
        assertThat(catalog.find("a/b")).map(Model::name).contains("asked 2");
        assertThat(catalog.find("no/such")).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void models_severalThreadsAtOnce_askOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ModelCatalog catalog = new ModelCatalog(
                () -> {
                    inside.countDown();
                    await(go);
                    return models();
                },
                time,
                HOUR);
        Thread first = new Thread(catalog::models);
        first.start();
        inside.await();
        Thread second = new Thread(catalog::models);
        second.start();
        go.countDown();
        first.join();
        second.join();

        assertThat(asked).hasValue(1);
    }

    @Test
    void models_afterAFailure_areAskedForAgain() {
        ModelCatalog catalog = new ModelCatalog(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("no network");
                    }
                    return List.of();
                },
                time,
                HOUR);

        assertThatThrownBy(catalog::models).hasMessage("no network");
        assertThat(catalog.models()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a/b, true", "a/b:nitro, true", "a/b:floor, true", "a/b:free, false", "a/b:, false", ":nitro, false"})
    void find_routingSuffix_meansTheModelItself(String id, boolean found) {
        ModelCatalog catalog = new ModelCatalog(this::models, time, HOUR);

        assertThat(catalog.find(id).isPresent()).isEqualTo(found);
    }

    @Test
    void contextLength_isOfTheModel() {
        Model model = OpenRouterJson.mapper().readValue("{\"id\":\"a/b\",\"context_length\":8192}", Model.class);
        ModelCatalog catalog = new ModelCatalog(() -> List.of(model), time, HOUR);

        assertThat(catalog.contextLength("a/b:nitro")).contains(8192L);
        assertThat(catalog.contextLength("no/such")).isEmpty();
    }

    @Test
    void pricing_isOfTheModel() {
        ModelCatalog catalog = new ModelCatalog(this::models, time, HOUR);

        assertThat(catalog.pricing("a/b").orElseThrow().of(1_000_000, 0)).isEmpty();
        assertThat(catalog.pricing("a/c").orElseThrow().of(2, 3))
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("0.0000083"));
        assertThat(catalog.pricing("a/d")).isEmpty();
    }

    @Test
    void maxAge_ofNothing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelCatalog(List::of, time, Duration.ZERO))
                .withMessageContaining("above zero");
    }

    private List<Model> models() {
        int turn = asked.incrementAndGet();
        return List.of(
                model("{\"id\":\"a/b\",\"name\":\"asked " + turn
                        + "\",\"pricing\":{\"prompt\":\"-1\",\"completion\":\"-1\"}}"),
                model("{\"id\":\"a/c\",\"pricing\":{\"prompt\":\"0.0000001\",\"completion\":\"0.0000027\","
                        + "\"request\":\"0\"}}"),
                model("{\"id\":\"a/d\"}"),
                model("{}"));
    }

    private static Model model(String json) {
        return OpenRouterJson.mapper().readValue(json, Model.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
