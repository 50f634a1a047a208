package dev.sluice.client.faults;

import dev.sluice.client.faults.Case.Course;
import dev.sluice.client.faults.Case.Form;
import dev.sluice.client.spi.RetryClass;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a call can go wrong, and what its caller shall see of it.
 *
 * @param trouble makes it happen
 * @param safe what a caller of a SAFE operation sees
 * @param billed what a caller of a BILLED one sees
 * @param effect what a caller of an EFFECT one sees
 * @param stream what the reader of a stream of a SAFE or BILLED operation sees; of an EFFECT one: the same, with the fate of {@code effect}
 * @param told for how long the server asks to be left alone; null if it does not say
 * @param advice what the caller is to do
 */
record Fault(
        String name,
        Trouble trouble,
        Seen safe,
        Seen billed,
        Seen effect,
        Seen stream,
        Set<Trait> traits,
        @Nullable Duration told,
        String advice) {

    private static final int JDK = Runtime.version().feature();
    private static final Set<Form> VALUES = EnumSet.of(Form.BLOCKING, Form.ASYNC);

    /** One that does no harm, until something else is said. */
    static Fault of(String name, Trouble trouble) {
        Seen none = Seen.success();
        return new Fault(name, trouble, none, none, none, none, Set.of(), null, "");
    }

    Fault sees(Seen ofSafe, Seen ofBilled, Seen ofEffect, Seen ofStream) {
        return new Fault(name, trouble, ofSafe, ofBilled, ofEffect, ofStream, traits, told, advice);
    }

    Fault with(Trait... more) {
        EnumSet<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        all.addAll(List.of(more));
        return new Fault(name, trouble, safe, billed, effect, stream, all, told, advice);
    }

    Fault told(Duration wait) {
        return new Fault(name, trouble, safe, billed, effect, stream, traits, wait, advice);
    }

    Fault advice(String text) {
        return new Fault(name, trouble, safe, billed, effect, stream, traits, told, text);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    boolean isInterrupt() {
        return is(Trait.INTERRUPT);
    }

    List<Form> forms() {
        List<Form> forms = new ArrayList<>(List.of(Form.values()));
        if (is(Trait.STREAMS_ONLY)) {
            forms.removeAll(VALUES);
        }
        if (is(Trait.VALUES_ONLY)) {
            forms.retainAll(VALUES);
        }
        return forms;
    }

    boolean allows(Case one) {
        if (is(Trait.HTTP_2_ONLY) && one.version() != HttpClient.Version.HTTP_2) {
            return false;
        }
        if (is(Trait.EFFECT_UNKNOWN_BEFORE_24) && one.retry() == RetryClass.EFFECT && JDK < 24) {
            return false;
        }
        if (is(Trait.AT_ONCE_FOR_EVER) && one.course() == Course.ONCE) {
            return false;
        }
        return !is(Trait.NEEDS_RETRIES) || one.retries();
    }

    /** Attempts of a call that is not repeated. */
    int firstAttempts() {
        return is(Trait.BEFORE_ANY_ATTEMPT) ? 0 : 1;
    }

    Seen seen(RetryClass retry, boolean isStream) {
        Seen value = switch (retry) {
            case SAFE -> safe;
            case BILLED -> billed;
            case EFFECT -> effect;
        };
        if (!isStream) {
            return value;
        }
        return retry == RetryClass.EFFECT ? stream.as(effect.fate()) : stream;
    }

    /** What is special about a fault. */
    enum Trait {
        VALUES_ONLY,
        STREAMS_ONLY,
        /** Is the caller's doing; the server stays as it is. */
        INTERRUPT,
        /** No request arrives at the server. */
        NOT_ARRIVING,
        /** The call ends before its first attempt. */
        BEFORE_ANY_ATTEMPT,
        /** The server cannot get well. */
        INCURABLE,
        /** Happens once, however long it would last. */
        AT_ONCE_FOR_EVER,
        /** Cannot happen without a retry. */
        NEEDS_RETRIES,
        /** Can be said in frames alone. */
        HTTP_2_ONLY,
        /** Older JDKs may have the fix that tells (JDK-8335181) or not. */
        EFFECT_UNKNOWN_BEFORE_24,
        /** May go on after the deadline, as a stream may once it delivers. */
        BEYOND_DEADLINE
    }
}
