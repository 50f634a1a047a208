package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Sends one answer, part by part, with its pauses and its misfortune. Holds no thread while it waits; its steps run one after another. */
final class Delivery {
    private final TimeSource time;
    private final Executor workers;
    private final Account.Visit visit;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private List<Answer.Part> parts = List.of();
    private int next;
    private @Nullable InjectedFault struck;

    Delivery(
            TimeSource time,
            Executor workers,
            Account.Visit visit,
            Request request,
            Response response,
            Callback callback) {
        this.time = time;
        this.workers = workers;
        this.visit = visit;
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    void send(Answer answer, Duration latency, @Nullable InjectedFault misfortune) {
        struck = misfortune;
        parts = misfortune == null ? answer.parts() : disturbed(answer, misfortune.fault());
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (!answer.isStreamed()) {
            response.getHeaders().put("Content-Length", answer.parts().get(0).bytes().length);
        }
        Fault early = misfortune == null || misfortune.fault().midBody() ? null : misfortune.fault();
        Duration stall = early == null ? Duration.ZERO : early.stall();
        boolean aborted = early != null && early.kind() == Fault.Kind.ABORT;
        after(latency.plus(stall), aborted ? this::reset : this::step);
    }

    /** What is left of the body when it breaks, and the silence in its middle. */
    private static List<Answer.Part> disturbed(Answer answer, Fault fault) {
        if (fault.kind() == Fault.Kind.SPLIT) {
            return split(answer.parts(), fault.pieceBytes());
        }
        if (!disturbs(fault)) {
            return answer.parts();
        }
        List<Answer.Part> halves = answer.isStreamed() ? new ArrayList<>(answer.parts()) : halved(answer);
        int middle = halves.size() / 2;
        if (fault.kind() != Fault.Kind.STALL) {
            return halves.subList(0, middle);
        }
        Answer.Part late = halves.get(middle);
        halves.set(middle, new Answer.Part(late.pause().plus(fault.stall()), late.bytes()));
        return halves;
    }

    /** Whether it breaks or holds up a body that has begun. */
    private static boolean disturbs(Fault fault) {
        return fault.midBody()
                && switch (fault.kind()) {
                    case ABORT, STALL, TRUNCATE -> true;
                    case STATUS, SHAPE, SPLIT -> false;
                };
    }

    /** The same bytes and silences, in pieces of at most so many bytes, each sent by itself. */
    private static List<Answer.Part> split(List<Answer.Part> parts, int pieceBytes) {
        List<Answer.Part> pieces = new ArrayList<>();
        for (Answer.Part part : parts) {
            Duration pause = part.pause();
            for (int from = 0; from < part.bytes().length; from += pieceBytes) {
                int to = Math.min(part.bytes().length, from + pieceBytes);
                pieces.add(new Answer.Part(pause, Arrays.copyOfRange(part.bytes(), from, to)));
                pause = Duration.ZERO;
            }
        }
        return pieces;
    }

    private static List<Answer.Part> halved(Answer answer) {
        byte[] body = answer.parts().get(0).bytes();
        int middle = body.length / 2;
        return new ArrayList<>(List.of(
                new Answer.Part(Duration.ZERO, Arrays.copyOfRange(body, 0, middle)),
                new Answer.Part(Duration.ZERO, Arrays.copyOfRange(body, middle, body.length))));
    }

    private void step() {
        if (next == parts.size()) {
            breakOff();
            return;
        }
        Answer.Part part = parts.get(next++);
        after(part.pause(), () -> write(part));
    }

    private void write(Answer.Part part) {
        boolean last = next == parts.size() && !breaks();
        if (last) {
            finish();
        }
        Callback written = Callback.from(last ? callback::succeeded : this::step, this::fail);
        response.write(last, ByteBuffer.wrap(part.bytes()), written);
    }

    private boolean breaks() {
        return struck != null && disturbs(struck.fault()) && struck.fault().kind() != Fault.Kind.STALL;
    }

    /** The body ends before its end: in good order if the answer is streamed and was to be truncated, else by the connection. */
    private void breakOff() {
        boolean orderly = struck != null
                && struck.fault().kind() == Fault.Kind.TRUNCATE
                && !response.getHeaders().contains("Content-Length");
        if (orderly) {
            finish();
            response.write(true, ByteBuffer.allocate(0), Callback.from(callback::succeeded, this::fail));
        } else if (struck != null && struck.fault().kind() == Fault.Kind.ABORT) {
            reset();
        } else {
            close(new EofException("connection: closed early by an injected fault"));
        }
    }

    /** Closes the connection without lingering: the client sees a reset. */
    private void reset() {
        EofException reset = new EofException("connection: reset by an injected fault");
        if (connection().getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException alreadyClosed) {
                reset.addSuppressed(alreadyClosed);
            }
        }
        close(reset);
    }

    /** Jetty keeps quiet about an EofException: the fault is meant. */
    private void close(EofException reason) {
        finish();
        connection().close(reason);
        fail(reason);
    }

    private EndPoint connection() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private void finish() {
        visit.leave();
        if (struck != null) {
            visit.answered(struck);
        }
    }

    private void fail(Throwable failure) {
        visit.leave();
        callback.failed(failure);
    }

    private void after(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            time.schedule(delay, () -> run(task));
        }
    }

    /** Leaves the timer's thread, which must not be kept. */
    private void run(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException closing) {
            fail(closing);
        }
    }
}
