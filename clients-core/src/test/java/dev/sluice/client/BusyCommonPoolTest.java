package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.client.error.TransportException;
import dev.sluice.foundation.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A bot whose own work fills the JVM's common pool still gets its answers: the JDK client's {@code sendAsync} completes its future there,
 * whatever executor it was given.
 */
class BusyCommonPoolTest extends WireTest {
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void freePool() {
        over.countDown();
    }

    @Test
    void call_whileNoCommonThreadIsFree_isAnswered() throws InterruptedException {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
        fillPool();

        assertThat(api.thing("7").name()).isEqualTo("lamp");
        assertThat(bench.call().duration()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void failure_whileNoCommonThreadIsFree_isToldAtOnce() throws InterruptedException {
        server.stubFor(post("/orders").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        useRealTime(Bench.CONFIG);
        fillPool();

        assertThatThrownBy(() -> api.order(new TestApi.Search("q")))
                .isInstanceOf(TransportException.class)
                .hasMessage("acme order: no answer: outcome unknown");
        assertThat(bench.call().duration()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void answer_whoseCallBeganWhileThereWasRoom_needsNoCommonThread() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch poolIsFull = new CountDownLatch(1);
        try (RawServer raw = RawServer.of((self, in, out) -> {
            asked.countDown();
            await(poolIsFull);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"name\":\"lamp\"}"
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
        })) {
            use(new Bench(raw.uri(), TimeSource.system(), Bench.CONFIG, definition -> definition));
            CompletableFuture<String> name = new CompletableFuture<>();
            Thread caller = new Thread(() -> name.complete(api.thing("7").name()));
            caller.start();
            await(asked);
            fillPool();
            poolIsFull.countDown();

            assertThat(name.get(15, TimeUnit.SECONDS)).isEqualTo("lamp");
            caller.join();
        }
    }

    private void fillPool() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(ForkJoinPool.getCommonPoolParallelism());
        for (int worker = 0; worker < ForkJoinPool.getCommonPoolParallelism(); worker++) {
            ForkJoinPool.commonPool().execute(() -> occupy(busy));
        }
        busy.await();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void occupy(CountDownLatch busy) {
        busy.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
