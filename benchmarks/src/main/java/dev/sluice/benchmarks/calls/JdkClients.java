package dev.sluice.benchmarks.calls;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The JDK's HTTP/1.1 client with different executors. */
final class JdkClients {
    private JdkClients() {}

    static HttpClient ofDefaultExecutor() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Its tasks run where they arise, in the caller and the selector. */
    static HttpClient ofSameThread() {
        return of(Runnable::run);
    }

    /** A virtual thread for each task where the JDK has them, else a daemon that waits for the next one. */
    static HttpClient ofThreadPerTask() {
        return of(threadPerTask());
    }

    private static HttpClient of(Executor executor) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
    }

    private static Executor threadPerTask() {
        try {
            return (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException before21) {
            return Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "sluice-benchmark-http");
                thread.setDaemon(true);
                return thread;
            });
        }
    }
}
