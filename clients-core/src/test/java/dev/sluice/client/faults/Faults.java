package dev.sluice.client.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.sluice.client.faults.Sayings.BOMB;
import static dev.sluice.client.faults.Sayings.cut;
import static dev.sluice.client.faults.Sayings.date;
import static dev.sluice.client.faults.Sayings.good;
import static dev.sluice.client.faults.Sayings.invalid;
import static dev.sluice.client.faults.Sayings.ok;
import static dev.sluice.client.faults.Sayings.redirect;
import static dev.sluice.client.faults.Sayings.status;
import static dev.sluice.client.faults.Sayings.zipped;
import static dev.sluice.client.faults.Seen.failed;
import static dev.sluice.client.faults.Seen.once;
import static dev.sluice.client.faults.Seen.repeated;
import static dev.sluice.client.faults.Seen.success;
import static dev.sluice.client.faults.Seen.unknown;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.InsufficientCreditsException;
import dev.sluice.client.error.PermissionDeniedException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TransportException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.faults.Fault.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The table: every fault, and what a caller of each class and a reader of a stream shall see. */
final class Faults {
    private static final Class<RequestNotSentException> NOT_SENT = RequestNotSentException.class;
    private static final Class<TransportException> LOST = TransportException.class;
    private static final Class<TruncatedStreamException> CUT = TruncatedStreamException.class;
    private static final Class<DecodingException> UNREADABLE = DecodingException.class;
    private static final Class<ServerErrorException> SERVER_ERROR = ServerErrorException.class;
    private static final Class<RateLimitedException> RATE_LIMITED = RateLimitedException.class;

    private static final String AGAIN = "Nothing happened there: call again when it is back.";
    private static final String UNSEEN =
            "Nothing happened there: call again. Where the JDK does not tell (17.0.15), an EFFECT is outcome unknown.";
    private static final String LOOK = "Call again later. After an EFFECT: look whether it happened, then decide.";
    private static final String DEFECT =
            "Tell the provider (or us): the answer is not what its API says. After an EFFECT: look whether it happened.";
    private static final String WAIT =
            "Nothing, while it fits into the deadline; else call again at `retryAt()`. After an EFFECT: look whether it happened.";
    private static final String NOTHING = "Nothing.";

    private Faults() {}

    /** By chapter. */
    static Map<String, List<Fault>> chapters() {
        Map<String, List<Fault>> chapters = new LinkedHashMap<>();
        chapters.put("No connection", connecting());
        chapters.put("The connection breaks", breaking());
        chapters.put("The server breaks a stream of HTTP/2", frames());
        chapters.put("The server is slow", slow());
        chapters.put("The answer is not what it should be", bodies());
        chapters.put("The server refuses", refusals());
        chapters.put("The server asks for time", rateLimits());
        chapters.put("Streams", streams());
        chapters.put("The caller gives up (interrupt, cancel)", interrupts());
        return chapters;
    }

    static List<Fault> all() {
        return chapters().values().stream().flatMap(List::stream).toList();
    }

    // In each row: SAFE, BILLED, EFFECT, stream.

    private static List<Fault> connecting() {
        return List.of(
                row("connection refused", Obstacles::refused)
                        .sees(repeated(NOT_SENT), repeated(NOT_SENT), repeated(NOT_SENT), repeated(NOT_SENT))
                        .with(Trait.NOT_ARRIVING)
                        .advice(AGAIN),
                row("certificate that is not trusted", Answers.untrusted())
                        .sees(failed(NOT_SENT), failed(NOT_SENT), failed(NOT_SENT), failed(NOT_SENT))
                        .with(Trait.NOT_ARRIVING, Trait.INCURABLE, Trait.AT_ONCE_FOR_EVER)
                        .advice("Check the address and the JVM's trust store."),
                row("plain text where TLS is spoken", Obstacles::noTls)
                        .sees(failed(NOT_SENT), failed(NOT_SENT), failed(NOT_SENT), failed(NOT_SENT))
                        .with(Trait.NOT_ARRIVING, Trait.INCURABLE, Trait.AT_ONCE_FOR_EVER)
                        .advice("Check the address: its scheme or port is wrong."));
    }

    private static List<Fault> breaking() {
        return List.of(
                row("reset before the head", Trouble.raw(Scripts::resetBeforeHead))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), repeated(LOST))
                        .advice(LOOK),
                row("closed before the head", Trouble.raw(Scripts::closedBeforeHead))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), repeated(LOST))
                        .advice(LOOK),
                row("reset within the head", Trouble.raw(Scripts::resetInHead))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), repeated(LOST))
                        .advice(LOOK),
                row("reset after the head", Trouble.raw(Scripts::resetAfterHead))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), repeated(CUT))
                        .advice(LOOK),
                row("reset within the body", Trouble.raw(Scripts::resetInBody))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), once(CUT))
                        .advice(LOOK),
                row("no HTTP", Trouble.raw(Scripts::noHttp))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), repeated(LOST))
                        .advice(LOOK),
                row("body shorter than announced", Trouble.raw(Scripts::announcedTooMuch))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), success())
                        .advice(LOOK),
                row("body longer than announced", Trouble.raw(Scripts::announcedTooLittle))
                        .sees(failed(UNREADABLE), failed(UNREADABLE), unknown(UNREADABLE), once(CUT))
                        .advice(DEFECT),
                row("broken chunk", Trouble.raw(Scripts::brokenChunk))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), once(CUT))
                        .advice(LOOK));
    }

    private static List<Fault> frames() {
        return List.of(
                row("stream refused (REFUSED_STREAM)", FrameServer.frames(Frames.Script::refused))
                        .sees(repeated(LOST), repeated(LOST), repeated(LOST), repeated(LOST))
                        .with(Trait.HTTP_2_ONLY)
                        .advice(AGAIN),
                row("connection given up, this stream unseen (GOAWAY)", FrameServer.frames(Frames.Script::goneUnseen))
                        .sees(repeated(LOST), repeated(LOST), repeated(LOST), repeated(LOST))
                        .with(Trait.HTTP_2_ONLY, Trait.EFFECT_UNKNOWN_BEFORE_24)
                        .advice(UNSEEN),
                row(
                                "stream reset before the head (INTERNAL_ERROR)",
                                FrameServer.frames(Frames.Script::failedBeforeHead))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), repeated(LOST))
                        .with(Trait.HTTP_2_ONLY)
                        .advice(LOOK),
                row("stream reset after the head (INTERNAL_ERROR)", FrameServer.frames(Frames.Script::failedAfterHead))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), repeated(CUT))
                        .with(Trait.HTTP_2_ONLY)
                        .advice(LOOK),
                row("stream reset within the body (INTERNAL_ERROR)", FrameServer.frames(Frames.Script::failedInBody))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), once(CUT))
                        .with(Trait.HTTP_2_ONLY)
                        .advice(LOOK));
    }

    private static List<Fault> slow() {
        return List.of(
                row("stalled head", Trouble.raw(Scripts::stalledHead))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), repeated(LOST))
                        .advice(LOOK),
                row("stalled body", Trouble.raw(Scripts::stalledBody))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), once(CUT))
                        .advice(LOOK),
                row("dripping body, until the deadline", Trouble.raw(Scripts::dripping))
                        .sees(once(LOST), once(LOST), unknown(LOST), once(CUT))
                        .advice(LOOK),
                row("kept alive by white space, then whole", Trouble.raw(Scripts::keptAlive))
                        .sees(success(), success(), success(), success())
                        .advice(NOTHING));
    }

    private static List<Fault> bodies() {
        return List.of(
                row(
                                "gzip that is none",
                                says(scene -> ok(scene)
                                        .withHeader("Content-Encoding", "gzip")
                                        .withBody("plain " + Rig.KEY)))
                        .sees(failed(UNREADABLE), failed(UNREADABLE), unknown(UNREADABLE), failed(UNREADABLE))
                        .advice(DEFECT),
                row("gzip that is cut", says(scene -> zipped(scene, cut(Scripts.zipped(good(scene))))))
                        .sees(repeated(LOST), repeated(LOST), unknown(LOST), repeated(CUT))
                        .advice(LOOK),
                row("64 MB behind little gzip", says(scene -> zipped(scene, BOMB)))
                        .sees(failed(UNREADABLE), failed(UNREADABLE), unknown(UNREADABLE), failed(UNREADABLE))
                        .advice(DEFECT),
                row("64 MB", Trouble.raw(Scripts::huge))
                        .sees(failed(UNREADABLE), failed(UNREADABLE), unknown(UNREADABLE), failed(UNREADABLE))
                        .advice("Raise `max-body` if it is meant."),
                row(
                                "HTML in place of JSON",
                                says(scene -> aResponse()
                                        .withHeader("Content-Type", "text/html")
                                        .withBody("<html>" + Rig.KEY + "</html>")))
                        .sees(failed(UNREADABLE), failed(UNREADABLE), unknown(UNREADABLE), failed(UNREADABLE))
                        .advice(DEFECT),
                row("empty body", says(scene -> ok(scene).withBody("")))
                        .sees(failed(UNREADABLE), failed(UNREADABLE), unknown(UNREADABLE), repeated(CUT))
                        .advice(DEFECT),
                row(
                                "truncated JSON",
                                says(scene -> ok(scene)
                                        .withBody(
                                                scene.isStream()
                                                        ? Scene.FIRST_EVENT + "data: {\"text\":\"" + Rig.KEY + "\n\n"
                                                        : "{\"name\":\"" + Rig.KEY)))
                        .sees(failed(UNREADABLE), failed(UNREADABLE), unknown(UNREADABLE), failed(UNREADABLE))
                        .advice(DEFECT),
                row(
                                "JSON of another shape",
                                says(scene -> ok(scene)
                                        .withBody(
                                                scene.isStream()
                                                        ? "data: [1]\n\n"
                                                        : "{\"name\":{\"api_key\":\"planted-in-body\"}}")))
                        .sees(failed(UNREADABLE), failed(UNREADABLE), unknown(UNREADABLE), failed(UNREADABLE))
                        .advice(DEFECT),
                row("invalid UTF-8", says(scene -> ok(scene).withBody(invalid(good(scene)))))
                        .sees(failed(UNREADABLE), failed(UNREADABLE), unknown(UNREADABLE), success())
                        .advice("Tell the provider. In streams each bad byte becomes U+FFFD, as the standard says."),
                row(
                                "unknown fields and words",
                                says(
                                        scene -> ok(scene)
                                                .withBody(
                                                        scene.isStream()
                                                                ? Scene.EVENTS.replace(
                                                                        "{\"text\"",
                                                                        "{\"new\":[{}],\"api_key\":\"planted-in-body\",\"text\"")
                                                                : "{\"new\":[{}],\"api_key\":\"planted-in-body\",\"name\":\"lamp\",\"kind\":\"unheard-of\"}")))
                        .sees(success(), success(), success(), success())
                        .advice(NOTHING));
    }

    private static List<Fault> refusals() {
        return List.of(
                row("401", says(scene -> status(401)))
                        .sees(
                                failed(AuthenticationException.class),
                                failed(AuthenticationException.class),
                                failed(AuthenticationException.class),
                                failed(AuthenticationException.class))
                        .advice("Check the key."),
                row("402", says(scene -> status(402)))
                        .sees(
                                failed(InsufficientCreditsException.class),
                                failed(InsufficientCreditsException.class),
                                failed(InsufficientCreditsException.class),
                                failed(InsufficientCreditsException.class))
                        .advice("Pay."),
                row(
                                "403 with HTML",
                                says(scene -> aResponse()
                                        .withStatus(403)
                                        .withHeader("Content-Type", "text/html")
                                        .withBody("<html>Bearer " + Rig.KEY + "</html>")))
                        .sees(
                                failed(PermissionDeniedException.class),
                                failed(PermissionDeniedException.class),
                                failed(PermissionDeniedException.class),
                                failed(PermissionDeniedException.class))
                        .advice("A firewall or a block by country: see `body()`."),
                row("redirect to another host, 302", redirect(302))
                        .sees(
                                failed(ResponseException.class),
                                failed(ResponseException.class),
                                failed(ResponseException.class),
                                failed(ResponseException.class))
                        .advice("Check the address. Redirects are not followed: nothing arrives at the other host."),
                row("redirect to another host, 308", redirect(308))
                        .sees(
                                failed(ResponseException.class),
                                failed(ResponseException.class),
                                failed(ResponseException.class),
                                failed(ResponseException.class))
                        .advice("Check the address. Redirects are not followed: nothing arrives at the other host."),
                row("425", says(scene -> status(425)))
                        .sees(
                                repeated(SERVER_ERROR),
                                repeated(SERVER_ERROR),
                                unknown(SERVER_ERROR),
                                repeated(SERVER_ERROR))
                        .advice(LOOK),
                row(
                                "425, by the provider's word not processed",
                                says(scene -> status(425).withHeader("x-not-processed", "true")))
                        .sees(
                                repeated(SERVER_ERROR),
                                repeated(SERVER_ERROR),
                                repeated(SERVER_ERROR),
                                repeated(SERVER_ERROR))
                        .advice(AGAIN),
                row("500", says(scene -> status(500)))
                        .sees(
                                repeated(SERVER_ERROR),
                                repeated(SERVER_ERROR),
                                unknown(SERVER_ERROR),
                                repeated(SERVER_ERROR))
                        .advice(LOOK),
                row("503", says(scene -> status(503)))
                        .sees(
                                repeated(SERVER_ERROR),
                                repeated(SERVER_ERROR),
                                unknown(SERVER_ERROR),
                                repeated(SERVER_ERROR))
                        .advice(LOOK));
    }

    private static List<Fault> rateLimits() {
        Duration day = Duration.ofDays(1);
        return List.of(
                told(503, "Retry-After in seconds", (now, answer) -> answer.withHeader("Retry-After", "3")),
                row("429 without a time", says(scene -> status(429)))
                        .sees(
                                repeated(RATE_LIMITED),
                                repeated(RATE_LIMITED),
                                unknown(RATE_LIMITED),
                                repeated(RATE_LIMITED))
                        .advice(WAIT),
                row(
                                "429, by the provider's word not processed",
                                says(scene -> status(429)
                                        .withHeader("Retry-After", "3")
                                        .withHeader("x-not-processed", "true")))
                        .sees(
                                repeated(RATE_LIMITED),
                                repeated(RATE_LIMITED),
                                repeated(RATE_LIMITED),
                                repeated(RATE_LIMITED))
                        .told(Duration.ofSeconds(3))
                        .advice("Nothing, while it fits into the deadline; else call again at `retryAt()`."),
                told(429, "Retry-After in seconds", (now, answer) -> answer.withHeader("Retry-After", "3")),
                told(429, "Retry-After with a fraction", (now, answer) -> answer.withHeader("Retry-After", "3.0")),
                told(429, "retry-after-ms", (now, answer) -> answer.withHeader("retry-after-ms", "3000")),
                told(
                        429,
                        "Retry-After as a date",
                        (now, answer) -> answer.withHeader("Retry-After", date(now.plusSeconds(3)))),
                told(
                        429,
                        "Retry-After in epoch seconds",
                        (now, answer) -> answer.withHeader("Retry-After", "" + (now.getEpochSecond() + 3))),
                told(
                        429,
                        "Retry-After in epoch milliseconds",
                        (now, answer) -> answer.withHeader("Retry-After", "" + (now.toEpochMilli() + 3_000))),
                told(
                        429,
                        "a header of the provider's own",
                        (now, answer) -> answer.withHeader("Retry-After-Orders", "3")),
                told(
                        429,
                        "a field of the body",
                        (now, answer) -> answer.withBody("{\"retry_after\": 3, \"api_key\": \"planted-in-body\"}")),
                told(
                        429,
                        "a date by a clock a day ahead",
                        (now, answer) -> answer.withHeader("Date", date(now.plus(day)))
                                .withHeader("Retry-After", date(now.plus(day).plusSeconds(3)))),
                told(
                        429,
                        "a date by a clock a day behind",
                        (now, answer) -> answer.withHeader("Date", date(now.minus(day)))
                                .withHeader("Retry-After", date(now.minus(day).plusSeconds(3)))));
    }

    private static List<Fault> streams() {
        return List.of(
                cutEarly(0),
                cutLate(Scene.EVENTS.length() - 1),
                row("slow consumer", new Sayings.SlowConsumer())
                        .sees(success(), success(), success(), success())
                        .with(Trait.STREAMS_ONLY, Trait.AT_ONCE_FOR_EVER, Trait.BEYOND_DEADLINE)
                        .advice(NOTHING));
    }

    /** A stream cut at every byte. */
    static List<Fault> cuts() {
        List<Fault> cuts = new ArrayList<>();
        for (int bytes = 0; bytes < Scene.EVENTS.length(); bytes++) {
            cuts.add(bytes < Scene.FIRST_EVENT.length() ? cutEarly(bytes) : cutLate(bytes));
        }
        return cuts;
    }

    private static Fault cutEarly(int bytes) {
        return row("cut before the first event" + (bytes == 0 ? "" : ", at byte " + bytes), Scripts.cutAt(bytes))
                .sees(repeated(CUT), repeated(CUT), unknown(CUT), repeated(CUT))
                .with(Trait.STREAMS_ONLY)
                .advice(LOOK);
    }

    private static Fault cutLate(int bytes) {
        boolean last = bytes == Scene.EVENTS.length() - 1;
        return row("cut after the first event" + (last ? "" : ", at byte " + bytes), Scripts.cutAt(bytes))
                .sees(once(CUT), once(CUT), unknown(CUT), once(CUT))
                .with(Trait.STREAMS_ONLY)
                .advice("What was delivered is true, but not whole: ask again if that does no harm.");
    }

    private static List<Fault> interrupts() {
        return List.of(
                interrupt(
                                "while waiting for a permit",
                                new Obstacles.AllPermitsTaken(),
                                once(NOT_SENT),
                                once(NOT_SENT),
                                once(NOT_SENT))
                        .with(Trait.NOT_ARRIVING, Trait.BEFORE_ANY_ATTEMPT),
                interrupt("while connecting", Obstacles::full, once(LOST), unknown(LOST), once(LOST))
                        .with(Trait.NOT_ARRIVING, Trait.INCURABLE),
                interrupt(
                        "while waiting for the head",
                        Trouble.raw(Scripts::interruptedAtHead),
                        once(LOST),
                        unknown(LOST),
                        once(LOST)),
                interrupt(
                        "while reading the body",
                        Trouble.raw(Scripts::interruptedInBody),
                        once(LOST),
                        unknown(LOST),
                        once(CUT)),
                interrupt(
                                "while backing off",
                                new Obstacles.BackingOff(),
                                once(RATE_LIMITED),
                                once(RATE_LIMITED),
                                once(RATE_LIMITED))
                        .with(Trait.INCURABLE, Trait.NEEDS_RETRIES),
                interrupt(
                                "while reading a stream",
                                Trouble.raw(Scripts::interruptedInStream),
                                once(CUT),
                                unknown(CUT),
                                once(CUT))
                        .with(Trait.STREAMS_ONLY));
    }

    private static Fault interrupt(String when, Trouble trouble, Seen harmless, Seen effect, Seen stream) {
        return row(when, trouble)
                .sees(harmless, harmless, effect, stream)
                .with(Trait.INTERRUPT, Trait.AT_ONCE_FOR_EVER)
                .advice("The interrupt flag stays set. After an EFFECT that left: look whether it happened.");
    }

    private static Fault told(
            int status, String how, BiFunction<Instant, ResponseDefinitionBuilder, ResponseDefinitionBuilder> time) {
        var type = status == 429 ? RATE_LIMITED : SERVER_ERROR;
        return row(status + " with " + how, says(scene -> time.apply(scene.clock.instant(), status(status))))
                .sees(repeated(type), repeated(type), unknown(type), repeated(type))
                .told(Duration.ofSeconds(3))
                .advice(WAIT);
    }

    private static Fault row(String name, Trouble trouble) {
        return Fault.of(name, trouble);
    }

    private static Trouble says(Function<Scene, ResponseDefinitionBuilder> bad) {
        return Answers.saying(bad);
    }
}
