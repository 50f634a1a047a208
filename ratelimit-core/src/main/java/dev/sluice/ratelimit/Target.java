package dev.sluice.ratelimit;

/** Whom a server's feedback concerns: the narrowest that fits, so that one model's 429 does not stop a provider. */
public sealed interface Target {
    /** Everything of the account, groups that stand apart included. */
    static Target account() {
        return new Account();
    }

    /** The requests of one group, configured or not. */
    static Target group(String name) {
        return new Group(name);
    }

    /** The requests of one {@linkplain AcquireRequest#subgroup part} of a group; it can be paused, and has nothing else to lower. */
    static Target subgroup(String group, String name) {
        return new Subgroup(group, name);
    }

    /** See {@link Target#account()}. */
    record Account() implements Target {}

    /** See {@link Target#group(String)}. */
    record Group(String name) implements Target {}

    /** See {@link Target#subgroup(String, String)}. */
    record Subgroup(String group, String name) implements Target {}
}
