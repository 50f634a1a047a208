package dev.sluice.logging.context;

/** The names under which a line tells what it is about; use them with {@link LogContext}. Their spelling is what dashboards search for. */
public final class LogKeys {
    /** What joins all lines of one request; an inbound one is taken over by the calls made in its scope. */
    public static final String REQUEST_ID = "request_id";

    /** Who asked; always written as a keyed hash. */
    public static final String USER_ID = "user_id";

    /** For whom it is done. */
    public static final String TENANT_ID = "tenant_id";

    /** What is traded. */
    public static final String SYMBOL = "symbol";

    /** The order's id at the exchange. */
    public static final String ORDER_ID = "order_id";

    /** The trade's id at the exchange. */
    public static final String TRADE_ID = "trade_id";

    /** The account that trades. */
    public static final String ACCOUNT_ID = "account_id";

    /** The strategy that decides. */
    public static final String STRATEGY_ID = "strategy_id";

    /** The agent that acts. */
    public static final String AGENT_ID = "agent_id";

    /** What the agent believed. */
    public static final String BELIEF_STATE_ID = "belief_state_id";

    /** The policy the agent followed. */
    public static final String POLICY_ID = "policy_id";

    /** The container that runs this process. */
    public static final String CONTAINER_ID = "container_id";

    /** The profile this process was started with. */
    public static final String PROFILE_NAME = "profile_name";

    /** What joins the events of one run, of a bot's or a user's. */
    public static final String SESSION_ID = "session_id";

    /** Where a user's journey has come to. */
    public static final String STEP = "step";

    /** The step's number in the journey, from 1. */
    public static final String STEP_SEQUENCE = "step_sequence";

    /** Where the journey was before. */
    public static final String PREVIOUS_STEP = "previous_step";

    private LogKeys() {}
}
