package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.config.DataSize;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When each of an exchange's limits goes off, to the nanosecond, in time that only the test moves. */
class ExchangeLimitsTest {
    private static final Duration FIRST_BYTE = Duration.ofSeconds(7);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final VirtualTime time = VirtualTime.manual();
    private final TimeLimits all = new TimeLimits(time, Runnable::run);

    @ParameterizedTest
    @CsvSource({"60000, 7000, first-byte timeout over", "6000, 6000, deadline over", "7000, 7000, deadline over"})
    void silenceBeforeTheHead_endsAtTheSoonerLimit_notBefore(long deadline, long end, String reason) {
        Sending sending = new Sending(time);
        limits(sending, Duration.ofMillis(deadline), null);

        time.advance(Duration.ofMillis(end).minusNanos(1));
        assertThat(sending.isReleasable()).isFalse();
        time.advance(Duration.ofNanos(1));

        assertThatThrownBy(sending::await).isInstanceOf(StoppedException.class).hasMessage(reason);
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void waitingReader_isStoppedAtTheIdleLimit_notBefore() throws Exception {
        Sending sending = answered();
        limits(sending, DEADLINE, null).headArrived();
        CompletableFuture<Throwable> ended = failureOfARead(sending.body());

        time.advance(IDLE.minusNanos(1));
        assertThat(ended).isNotDone();
        time.advance(Duration.ofNanos(1));

        assertThat(ended.get(20, TimeUnit.SECONDS)).hasMessage("idle timeout over");
    }

    @Test
    void drippingBody_neverIdle_isStoppedAtTheDeadline_notBefore() throws IOException {
        Sending sending = answered();
        limits(sending, DEADLINE, null).headArrived();

        for (long millis = 0; millis < DEADLINE.toMillis() - 1; millis++) {
            sending.body().onNext(List.of(ByteBuffer.wrap(new byte[1])));
            assertThat(sending.body().read()).isZero();
            time.advance(Duration.ofMillis(1));
        }
        assertThat(sending.body().isStopped()).isFalse();
        time.advance(Duration.ofMillis(1));

        assertThatThrownBy(sending.body()::read).hasMessage("deadline over");
    }

    @Test
    void slowReader_isNotTheServersFault() throws IOException {
        Sending sending = answered();
        sending.body().onNext(List.of(ByteBuffer.wrap(new byte[1])));
        ExchangeLimits limits = limits(sending, DEADLINE, null);
        limits.headArrived();

        time.advance(Duration.ofSeconds(50));

        assertThat(sending.body().read()).isZero();
        limits.end();
    }

    @Test
    void stream_afterItsFirstEvent_hasNoDeadline_unlessOneOfItsOwn() {
        Sending without = answered();
        Sending with = answered();
        ExchangeLimits free = limits(without, DEADLINE, null);
        free.headArrived();
        ExchangeLimits bound = limits(with, DEADLINE, Duration.ofMinutes(5));
        bound.headArrived();
        time.advance(Duration.ofSeconds(10));
        free.firstEvent(Duration.ofSeconds(10));
        bound.firstEvent(Duration.ofSeconds(10));

        time.advance(Duration.ofSeconds(290).minusNanos(1));
        assertThat(with.body().isStopped()).isFalse();
        time.advance(Duration.ofNanos(1));
        assertThat(with.body().isStopped()).isTrue();
        time.advance(Duration.ofDays(1));
        assertThat(without.body().isStopped()).isFalse();
    }

    @Test
    void exchangesThatEndInTime_leaveOneTimerForAll_whichEndsWithThem() {
        List<ExchangeLimits> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ExchangeLimits one = limits(new Sending(time), DEADLINE, null);
            one.headArrived();
            one.end();
            many.add(one);
            assertThat(time.scheduledTasks()).isLessThanOrEqualTo(1);
        }
        time.advance(DEADLINE);

        assertThat(time.scheduledTasks()).isZero();
        assertThat(many).allMatch(limit -> limit.leftNanos() == Long.MAX_VALUE);
    }

    @Test
    void laterExchangeWithASoonerLimit_isNotHeldUpByTheTimerThatIsSet() {
        limits(new Sending(time), Duration.ofSeconds(6), null);
        Sending hasty = new Sending(time);
        limits(hasty, Duration.ofSeconds(1), null);

        time.advance(Duration.ofSeconds(1));

        assertThat(hasty.isReleasable()).isTrue();
    }

    private ExchangeLimits limits(Sending sending, Duration deadline, @Nullable Duration streamDeadline) {
        HttpConfig config = new HttpConfig(
                Duration.ofSeconds(1),
                FIRST_BYTE,
                IDLE,
                deadline,
                new DataSize(1_000),
                HttpClient.Version.HTTP_1_1,
                streamDeadline,
                null);
        return new ExchangeLimits(all, sending, config, time.nanoTime() + deadline.toNanos());
    }

    private Sending answered() {
        Sending sending = new Sending(time);
        sending.body().onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {}
        });
        return sending;
    }

    private static CompletableFuture<Throwable> failureOfARead(BodyInput body) {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                ended.completeExceptionally(new AssertionError("read " + body.read()));
            } catch (IOException failure) {
                ended.complete(failure);
            }
        });
        reader.start();
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return ended;
    }
}
