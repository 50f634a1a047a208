package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.PauseScope;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import dev.sluice.testsupport.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class ChatEventDecoderTest {

    private final VirtualTime time = VirtualTime.manual();
    private final ChatEventDecoder decoder = new ChatEventDecoder(time);

    @Test
    void decode_done_isTheEnd() {
        assertThat(decode("[DONE]")).isEqualTo(StreamItem.end());
        assertThat(decode(" [DONE] ")).isEqualTo(StreamItem.end());
        assertThat(decode("")).isEqualTo(StreamItem.skip());
    }

    @Test
    void decode_chunk_isTypedAndDoesNotCompleteTheStream() {
        StreamItem<ChatChunk> item = decode("{\"id\":\"gen-1\",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}");

        assertThat(item)
                .isInstanceOfSatisfying(
                        StreamItem.Event.class,
                        event -> assertThat(((ChatChunk) event.value()).text()).isEqualTo("a"));
        assertThat(decoder.isComplete()).isFalse();
    }

    @Test
    void isComplete_afterAFinishReason_evenWithoutDone() {
        decode("{\"choices\":[{\"delta\":{},\"finish_reason\":\"word_of_tomorrow\"}]}");
        decode("{\"choices\":[],\"usage\":{}}");

        assertThat(decoder.isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":{\"code\":429,\"message\":\"m\"}} | 429",
                "{\"error\":{\"code\":\"server_error\",\"message\":\"m\"},\"choices\":[{\"finish_reason\":\"error\"}]} | 500",
                "{\"choices\":[{\"delta\":{},\"finish_reason\":null}],\"usage\":{},\"error\":{\"code\":400,\"message\":\"m\"}} | 400",
                "{\"choices\":[{\"delta\":{},\"error\":{\"code\":502,\"message\":\"m\"}}]} | 502"
            })
    void decode_errorKeyAnywhere_isAnErrorWithItsStatus(String data, int status) {
        Classification meant = ((StreamItem.Failure<ChatChunk>) decode(data)).classification();

        assertThat(meant.effectiveStatus()).isEqualTo(status);
        assertThat(meant.message()).contains("m");
    }

    @Test
    void decode_dailyCap_isFinalUntilMidnight() {
        Classification meant = ((StreamItem.Failure<ChatChunk>)
                        decode("{\"error\":{\"code\":429,\"message\":\"Rate limit exceeded: free-models-per-day\"}}"))
                .classification();

        assertThat(meant.isTransient()).isFalse();
        assertThat(meant.retryAt()).contains(time.instant().plusSeconds(24 * 3600));
        assertThat(meant.pauseScope()).isEqualTo(PauseScope.CALL);
    }

    @Test
    void decode_null_isNothing() {
        assertThat(decode("null")).isEqualTo(StreamItem.skip());
        assertThat(decoder.isComplete()).isFalse();
    }

    @Test
    void decode_brokenJson_isRefusedAloud() {
        assertThatThrownBy(() -> decode("{\"choices\":[")).isInstanceOf(JacksonException.class);
    }

    private StreamItem<ChatChunk> decode(String data) {
        return decoder.decode(new SseEvent("message", data, ""));
    }
}
