package dev.sluice.logging.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.sluice.foundation.config.ConfigurationReader;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.logging.llm.LlmLoggingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LangChain4jCompletionListenerTest {
    private static final ChatRequest QUESTION = ChatRequest.builder()
            .messages(SystemMessage.from("be brief"), UserMessage.from("Should I buy?"))
            .modelName("o3-mini")
            .temperature(0.1)
            .maxOutputTokens(1_000)
            .build();

    private final List<Event> events = new ArrayList<>();

    private static LlmCompletionLogger logger(EventSink sink, String yaml) {
        return LlmCompletionLogger.builder()
                .events(sink)
                .config(ConfigurationReader.of(LlmLoggingConfig.SECTION)
                        .read("t", yaml)
                        .root(LlmLoggingConfig.SECTION))
                .build();
    }

    /** LangChain4j's own model, which tells its listeners, with an answer of ours. */
    private record FakeModel(List<ChatModelListener> listeners, UnaryOperator<ChatResponse.Builder> answer)
            implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            return answer.apply(ChatResponse.builder()).build();
        }
    }

    private static FakeModel model(UnaryOperator<ChatResponse.Builder> answer, ChatModelListener... listeners) {
        return new FakeModel(List.of(listeners), answer);
    }

    @Test
    void chat_isLoggedWithItsTokens() {
        List<String> ids = new ArrayList<>();
        ChatModelListener after = new ChatModelListener() {
            @Override
            public void onResponse(ChatModelResponseContext context) {
                LangChain4jCompletionListener.requestId(context.attributes()).ifPresent(ids::add);
            }
        };
        model(
                        answer -> answer.aiMessage(AiMessage.from("LONG"))
                                .modelName("o3-mini-2025")
                                .tokenUsage(new TokenUsage(150, 75))
                                .finishReason(FinishReason.STOP),
                        new LangChain4jCompletionListener(logger(events::add, "{}")),
                        after)
                .chat(QUESTION);

        assertThat(events).hasSize(2);
        assertThat(events.get(0).fields())
                .containsEntry("model", "o3-mini")
                .containsEntry("temperature", 0.1)
                .containsEntry("max_tokens", 1_000)
                .containsEntry("prompt_preview", "system: be brief\n\nuser: Should I buy?");
        assertThat(events.get(1).fields())
                .containsEntry("success", true)
                .containsEntry("response_preview", "LONG")
                .containsEntry("served_model", "o3-mini-2025")
                .containsEntry("finish_reason", "stop")
                .containsEntry(
                        "token_usage", Map.of("prompt_tokens", 150L, "completion_tokens", 75L, "total_tokens", 225L));
        assertThat(ids).containsExactly(String.valueOf(events.get(0).fields().get("request_id")));
    }

    @Test
    void chat_thatFails_isLoggedAndThrowsWhatItThrew() {
        IllegalStateException failure = new IllegalStateException("refused");
        FakeModel model = model(
                answer -> {
                    throw failure;
                },
                new LangChain4jCompletionListener(logger(events::add, "{}")));

        assertThatThrownBy(() -> model.chat(QUESTION)).isSameAs(failure);
        assertThat(events.get(1).fields())
                .containsEntry("success", false)
                .containsEntry("error_type", "java.lang.IllegalStateException");
    }

    @Test
    void chat_whereAlmostNothingIsKnown_isLoggedAllTheSame() {
        model(
                        answer -> answer.aiMessage(AiMessage.from("yes")),
                        new LangChain4jCompletionListener(logger(events::add, "{}")))
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("Really?"))
                        .build());

        assertThat(events.get(0).fields()).containsEntry("model", "unknown").containsEntry("prompt_preview", "Really?");
        assertThat(events.get(1).fields()).containsEntry("usage_missing", true);
    }

    @Test
    void switch_off_logsNothing() {
        model(
                        answer -> answer.aiMessage(AiMessage.from("yes")),
                        new LangChain4jCompletionListener(
                                logger(events::add, "llm: { enable_langchain_callbacks: false }")))
                .chat(QUESTION);

        assertThat(events).isEmpty();
    }

    @Test
    void listener_thatFails_neverReachesTheChain() {
        long failures = LoggingFailures.count();
        EventSink broken = event -> {
            throw new IllegalStateException("full disk");
        };
        ChatModelListener listener = new LangChain4jCompletionListener(logger(broken, "{}"));
        String answer = model(builder -> builder.aiMessage(AiMessage.from("yes")), listener)
                .chat(QUESTION)
                .aiMessage()
                .text();

        assertThat(answer).isEqualTo("yes");
        assertThat(LoggingFailures.count()).isEqualTo(failures + 2);
    }

    /** A class loader that knows everything but LangChain4j. */
    @Test
    void logger_whereLangChain4jIsAbsent_works() throws Exception {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("langchain4j-core"))
                .map(LangChain4jCompletionListenerTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader without = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = without.loadClass("dev.sluice.logging.llm.LlmCompletionLogger");
            Object builder = type.getMethod("builder").invoke(null);
            Object logger = builder.getClass().getMethod("build").invoke(builder);

            assertThat(type.getMethod("snapshot").invoke(logger).toString()).contains("totalCompletions=0");
            assertThatThrownBy(() -> without.loadClass(LangChain4jCompletionListener.class.getName()))
                    .isInstanceOf(NoClassDefFoundError.class);
        }
        try (InputStream here = ChatModel.class.getResourceAsStream("ChatModel.class")) {
            assertThat(here).isNotNull();
        }
    }

    private static URL url(String entry) {
        try {
            return new java.io.File(entry).toURI().toURL();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
