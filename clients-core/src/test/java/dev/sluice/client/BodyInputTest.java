package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** A body as it arrives: how much is asked for, and everything that ends a read. */
class BodyInputTest {
    private final VirtualTime time = VirtualTime.manual();
    private final BodyInput body = new BodyInput(time);
    private final Connection connection = new Connection();

    @Test
    void read_givesWhatArrived_acrossBatches() throws IOException {
        body.onSubscribe(connection);
        body.onNext(List.of(bytes("ab"), bytes(""), bytes("c")));
        body.onNext(List.of(bytes("d")));
        body.onComplete();

        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("abcd");
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void demand_isOneBatchAhead_andComesWithReading() throws IOException {
        body.onSubscribe(connection);
        assertThat(connection.requested).isEqualTo(1);

        body.onNext(List.of(bytes("ab")));
        assertThat(connection.requested).isEqualTo(1);
        assertThat(body.read()).isEqualTo('a');
        assertThat(connection.requested).isEqualTo(1);
        assertThat(body.read()).isEqualTo('b');
        assertThat(connection.requested).isEqualTo(2);
    }

    @Test
    void emptyBatch_asksForTheNext() {
        body.onSubscribe(connection);
        body.onNext(List.of(bytes("")));

        assertThat(connection.requested).isEqualTo(2);
    }

    @Test
    void brokenConnection_isToldAfterWhatHadArrived() throws IOException {
        body.onSubscribe(connection);
        body.onNext(List.of(bytes("a")));
        body.onError(new IOException("reset"));

        assertThat(body.read()).isEqualTo('a');
        assertThatThrownBy(body::read).isInstanceOf(IOException.class).hasMessage("reset");
    }

    @Test
    void stop_failsTheReader_andCutsTheConnection_once() {
        body.onSubscribe(connection);
        body.onNext(List.of(bytes("a")));

        body.stop("idle timeout over");
        body.close();

        assertThatThrownBy(body::read).isInstanceOf(StoppedException.class).hasMessage("idle timeout over");
        assertThat(connection.cancelled).isEqualTo(1);
    }

    @Test
    void close_afterTheWholeBodyWasRead_leavesTheConnectionForTheNextCall() throws IOException {
        body.onSubscribe(connection);
        body.onNext(List.of(bytes("a")));
        body.onComplete();
        body.readAllBytes();

        body.close();

        assertThat(connection.cancelled).isZero();
    }

    @Test
    void stopBeforeTheConnectionIsThere_cutsItAtOnce() {
        body.stop("cancelled");
        body.onSubscribe(connection);

        assertThat(connection.cancelled).isEqualTo(1);
        assertThat(connection.requested).isZero();
    }

    @Test
    void interruptedReader_ends_cutsTheConnection_andStaysInterrupted() {
        body.onSubscribe(connection);
        Thread.currentThread().interrupt();

        assertThatThrownBy(body::read).isInstanceOf(StoppedException.class).hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(connection.cancelled).isEqualTo(1);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Counts what is asked of it. */
    private static final class Connection implements Flow.Subscription {
        private long requested;
        private int cancelled;

        @Override
        public void request(long count) {
            requested += count;
        }

        @Override
        public void cancel() {
            cancelled++;
        }
    }
}
