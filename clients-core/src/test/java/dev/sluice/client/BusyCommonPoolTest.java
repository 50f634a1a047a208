package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
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
        CountDownLatch busy = new CountDownLatch(ForkJoinPool.getCommonPoolParallelism());
        for (int worker = 0; worker < ForkJoinPool.getCommonPoolParallelism(); worker++) {
            ForkJoinPool.commonPool().execute(() -> occupy(busy));
        }
        busy.await();

        assertThat(api.thing("7").name()).isEqualTo("lamp");
        assertThat(bench.call().duration()).isLessThan(Duration.ofSeconds(15));
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
