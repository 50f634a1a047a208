package dev.sluice.benchmarks.calls;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIIoException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.net.URI;

/** The provider's own SDK, over OkHttp, with its own model; its retries are off as everywhere here. */
final class OpenAiCaller implements Caller {
    private final OpenAIClient client;

    OpenAiCaller(URI base) {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(base.toString())
                .apiKey(Samples.KEY)
                .maxRetries(0)
                .build();
    }

    @Override
    public Object call() throws IOException {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model(Samples.MODEL)
                .maxCompletionTokens(Samples.MAX_TOKENS)
                .addUserMessage(Samples.QUESTION)
                .build();
        try {
            // its objects bind what is asked for, when it is asked for
            return client.chat()
                    .completions()
                    .create(params)
                    .choices()
                    .get(0)
                    .message()
                    .content();
        } catch (OpenAIIoException broken) {
            throw new IOException(broken);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
