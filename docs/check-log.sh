#!/bin/sh
# Checks a log file of JSON lines (profile `seed`) against what every line and event has to be: docs/check-log.sh FILE
# Prints each check that fails with the first line that fails it, and exits 0 if none does. Needs jq 1.6 or newer.
# The ids are the rows of the requirements: F format, E events, R redaction and retention, L completions.
set -u

if [ $# -ne 1 ] || [ ! -r "${1:-}" ]; then
    echo "usage: docs/check-log.sh FILE" >&2
    exit 2
fi
command -v jq >/dev/null 2>&1 || {
    echo "check-log: jq not found (expected: jq 1.6 or newer on the PATH)" >&2
    exit 2
}

# shellcheck disable=SC2016
program='
def event($type): select(.event_type == $type);
def events: select(.event_type != null);
def family($prefix): select((.event_type // "") | startswith($prefix));
def completions: select(.event_type == "completion_request" or .event_type == "completion_response");
def attempts: select(.event_type == "api_request" or .event_type == "api_response" or .event_type == "api_error");
def text: type == "string" and length > 0;
def optional(key; test): (has(key) | not) or (.[key] | test);
def is_kept: (.level | IN("WARNING", "ERROR", "CRITICAL"))
  or ((.event_type // "") | startswith("security_") or startswith("business_"));
def hash: test("^hash:[0-9a-f]{16}$");

# name of the check, what it says, the things it looks at, what must hold of each
def check($id; $what; things; test):
  [things] as $all
  | if ($all | length) == 0 then {$id, $what, state: "none"}
    else ([$all[] | select((try test catch false) | not)] | first) as $bad
      | if $bad == null then {$id, $what, state: "ok"}
        else {$id, $what, state: "FAILED", line: ($bad | tostring | .[0:300])} end
    end;

split("\n") | map(select(length > 0)) as $raw
| ($raw | map(try fromjson catch null)) as $parsed
| ($parsed | map(select(type == "object"))) as $lines
| ($lines | map(attempts) | group_by([.request_id, .call_id, .attempt])) as $exchanges
| ($lines | map(select(.event_type == "api_request" and .attempt == 1) | [.request_id, .call_id])) as $begun
| ($lines | map(event("external_api_call") | select([.request_id, .call_id] as $id | .attempts == 0 or any($begun[]; . == $id)))) as $calls
| ($lines | map(event("completion_request") | .request_id)) as $asked
| [
  check("F1"; "every line is one JSON object"; range($raw | length) as $i | {raw: $raw[$i], parsed: $parsed[$i]};
    .parsed | type == "object"),
  check("F2"; "an answer is progress: INFO"; $lines[] | event("api_response"); .level == "INFO"),
  check("F3"; "no canary of a test is in it"; $raw[]; test("canary"; "i") | not),
  check("F5"; "level is one of six words"; $lines[]; .level | IN("TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")),
  check("F6"; "timestamp is UTC with six digits"; $lines[];
    .timestamp | test("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$")),
  check("F8"; "service is named, and one"; $lines[]; (.service | text) and .service == $lines[0].service),
  check("F9"; "environment is named, and one"; $lines[]; (.environment | text) and .environment == $lines[0].environment),
  check("F10"; "logger_name and module are there"; $lines[]; (.logger_name | text) and (.module | text)),
  check("F11"; "the message of an event type does not vary"; $lines | map(events) | group_by(.event_type)[];
    (map(.message) | unique | length) <= 2 and all(.[]; .message | text)),
  check("F12"; "trace and span ids are hexadecimal"; $lines[] | select(has("trace_id") or has("span_id"));
    (.trace_id | test("^[0-9a-f]{32}$")) and optional("span_id"; test("^[0-9a-f]{16}$"))),
  check("F13"; "context of trade, agent and system is text"; $lines[];
    optional("order_id"; text) and optional("trade_id"; text) and optional("account_id"; text)
    and optional("strategy_id"; text) and optional("agent_id"; text) and optional("belief_state_id"; text)
    and optional("policy_id"; text) and optional("container_id"; text) and optional("profile_name"; text)),
  check("F16"; "figures are numbers"; $lines[];
    . as $line | all("cost_estimate_usd", "total_cost_estimate_usd", "response_time_ms", "duration_ms", "status_code",
      "rate_limit_wait_ms", "response_bytes", "attempt", "attempts", "prompt_length", "completion_number";
      . as $key | $line | optional($key; type == "number"))),
  check("F18"; "events of calls and completions have a request_id"; $lines[] | attempts, completions, event("external_api_call");
    .request_id | text),
  check("F19"; "process and thread are numbered"; $lines[]; .process_id > 0 and .thread_id > 0),
  check("F20"; "the place in the code is source_location, never source"; $lines[];
    (has("source") | not)
    and optional("source_location"; (.file | text) and (.line | type == "number") and (.function | text))),
  check("F21"; "an exception has type and stacktrace"; $lines[] | select(has("exception")) | .exception;
    (.type | text) and (.stacktrace | text)),
  check("F23"; "no attempt is logged twice"; $exchanges[]; (map(event("api_request")) | length) <= 1),
  check("F23b"; "calls of one request are told apart"; $lines | map(event("external_api_call")) | group_by([.request_id, .call_id])[];
    length == 1),
  check("F24"; "an event at ERROR says what to do"; $lines[] | events | select(.level == "ERROR" or .level == "CRITICAL");
    (.error_type | text) and (.retryable | type == "boolean") and (.hint | text) and (.next_action | text)),
  check("F25"; "no order book is in it"; $lines[] | .. | objects;
    all(.bids, .asks; . == null or (type != "array" and type != "object"))),
  check("E1"; "api_request has method, template and attempt"; $lines[] | event("api_request");
    (.method | text) and (.path | text and (contains("?") | not)) and .attempt >= 1 and (.peer_service | text)),
  check("E2"; "api_response has status, time, attempt and size"; $lines[] | event("api_response");
    .status_code >= 100 and .response_time_ms >= 0 and .attempt >= 1 and .response_bytes >= 0),
  check("E3"; "external_api_call names its target apart from the writer, by its host"; $lines[] | event("external_api_call");
    .service != .peer_service and (.peer_service | text)
    and (.api_url | text and (contains("/") | not) and (contains("?") | not))),
  check("E4"; "database_operation has operation, table and time"; $lines[] | event("database_operation");
    (.operation | text) and (.table | text) and .duration_ms >= 0),
  check("E5"; "a business event shows no person"; $lines[] | family("business_");
    ((tostring | test("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\\.[A-Za-z]{2,}")) | not)
    and optional("user_id"; hash) and optional("mail_hash"; hash)),
  check("E6"; "a security event is at least a warning"; $lines[] | family("security_");
    .level | IN("WARNING", "ERROR", "CRITICAL")),
  check("E8"; "performance_status compares with the thresholds"; $lines[] | select(has("performance_status"));
    ((.response_time_ms // .duration_ms)) as $took
    | .performance_status == (if $took <= .p95_threshold then "normal" elif $took <= .p99_threshold then "slow" else "critical" end)),
  check("E9"; "bot_health_check has state and failures in a row"; $lines[] | event("bot_health_check");
    (.health_status | IN("healthy", "degraded", "unhealthy")) and .consecutive_failures >= 0
    and ((.health_status == "healthy") == (.consecutive_failures == 0)) and (has("status") | not)),
  check("E10"; "a metric has no key that back ends take for the time stamp"; $lines[] | family("metric_"); has("date") | not),
  check("E11"; "request ids are words"; $lines[] | select(has("request_id")); .request_id | test("^[!-~]{1,128}$")),
  check("E13"; "a journey counts its steps"; $lines[] | event("user_journey_step");
    .step_sequence >= 1 and (.step_sequence == 1) == (has("previous_step") | not)
    and optional("duration_since_last_step_ms"; . >= 0)),
  check("E14"; "each attempt that began ends once, and attempts are counted"; $exchanges[] | select(any(.[]; .event_type == "api_request"));
    (map(select(.event_type != "api_request")) | length) == 1),
  check("E14b"; "a call counts its attempts"; $calls[];
    . as $call | [$lines[] | event("api_request") | select(.request_id == $call.request_id and .call_id == $call.call_id) | .attempt] == [range(1; $call.attempts + 1)]),
  check("E15"; "headers that are not known to be harmless are masked"; $lines[] | .headers // {} | to_entries[];
    (.key | ascii_downcase | IN("accept", "accept-encoding", "accept-language", "cache-control", "cf-cache-status", "cf-ray",
      "content-encoding", "content-length", "content-type", "date", "etag", "expires", "last-modified", "ratelimit-limit",
      "ratelimit-policy", "ratelimit-remaining", "ratelimit-reset", "request-id", "retry-after", "server", "traceparent",
      "transfer-encoding", "user-agent", "vary", "x-generation-id", "x-ratelimit-limit", "x-ratelimit-remaining",
      "x-ratelimit-reset", "x-request-id"))
    or .value == "***REDACTED***"),
  check("R1"; "what is named as a credential is masked, at any depth"; $lines[] | .. | objects | to_entries[]
      | select(.key | test("^(.*[_-])?(password|passphrase|secret|api_?key|authorization|cookie|access_token|refresh_token|private_?key)$"; "i"));
    .value == "***REDACTED***" or (.value | type == "object" or . == null or type == "boolean")),
  check("R2"; "nothing has the shape of a credential"; $raw[];
    test("Bearer +[A-Za-z0-9._~+/-]{8}|\\bsk-[A-Za-z0-9_-]{8}|\\bdtn_[A-Za-z0-9_-]{8}|\\beyJ[A-Za-z0-9_-]{8,}\\.|-----BEGIN [A-Z ]*PRIVATE KEY") | not),
  check("R3"; "no text is longer than a preview may be, and cut ones say so"; $lines[] | .. | strings;
    length <= 65600),
  check("R4"; "in place of a prompt or an answer stands a keyed hash"; $lines[] | select(has("prompt_hash") or has("response_hash"));
    optional("prompt_hash"; hash) and optional("response_hash"; hash) and (has("prompt_preview") or has("response_preview") | not)),
  check("R5"; "what must be kept is not sampled"; $lines[] | select(has("sample_rate"));
    .sample_rate > 0 and .sample_rate <= 1 and ((is_kept | not) or .sample_rate == 1)),
  check("R6"; "log_class is one of five, and the right one"; $lines[];
    (.log_class | IN("security", "audit", "api", "performance", "debug"))
    and ((.event_type // "") | startswith("security_")) == (.log_class == "security")
    and ((.event_type // "") | startswith("business_") or . == "trading_decision") == (.log_class == "audit")),
  check("L3"; "a completion has an id of ours"; $lines[] | completions; .request_id | test("^req_[0-9a-f]{8,}$")),
  check("L4"; "each completion ends once"; $asked[]; . as $id
    | [$lines[] | event("completion_response") | select(.request_id == $id)] | length == 1),
  check("L5"; "completion_request has its fields"; $lines[] | event("completion_request");
    ([.session_id, .request_id, .completion_number, .model, .temperature, .max_tokens, .prompt_length] | all(. != null))
    and (has("prompt_preview") or has("prompt_hash"))),
  check("L6"; "completion_response has its fields"; $lines[] | event("completion_response");
    (.success | type == "boolean") and .response_time_ms >= 0
    and ((.success | not) or .usage_missing == true or .token_usage.total_tokens > 0)),
  check("L7"; "trading_decision has action and rationale"; $lines[] | event("trading_decision");
    (.action | text) and (.rationale | text) and optional("size_pct"; type == "number")),
  check("L8"; "a decision names the completion that led to it"; $lines[] | event("trading_decision");
    .request_id as $id | ($id | text) and ($asked | index([$id]) != null)),
  check("L9"; "performance_metrics has its figures"; $lines[] | event("performance_metrics");
    .total_completions >= 1 and .min_response_time_ms <= .avg_response_time_ms and .avg_response_time_ms <= .max_response_time_ms
    and .total_tokens >= 0),
  check("L10"; "the success rate is a share"; $lines[] | event("performance_metrics"); .success_rate >= 0 and .success_rate <= 1),
  check("L11"; "a cost that is not known is left out"; $lines[] | event("completion_response");
    (.cost_source | text) and (.cost_source == "unknown") == (has("cost_estimate_usd") | not))
] as $checks
| ($checks[] | select(.state == "FAILED") | "FAILED \(.id): \(.what): \(.line)"),
  "check-log: \($raw | length) lines, \($checks | length) checks: \($checks | map(select(.state == "ok")) | length) hold, "
  + "\($checks | map(select(.state == "none")) | length) had no line to look at"
  + ($checks | map(select(.state == "none") | .id) | if length > 0 then " (" + join(" ") + ")" else "" end)
  + ", \($checks | map(select(.state == "FAILED")) | length) fail"
'

out=$(jq -R -s -r "$program" "$1") || {
    echo "check-log: jq could not look at $1" >&2
    exit 2
}
printf '%s\n' "$out"
failed=0
case $out in
    FAILED*) failed=1 ;;
esac

# R7: files are rolled at 50 MB; the line that goes over the bound may stand in it
bytes=$(wc -c <"$1")
if [ "$bytes" -gt "${SLUICE_MAX_FILE_BYTES:-52494336}" ]; then
    echo "FAILED R7: the file is rolled at 50 MB: $bytes bytes"
    failed=1
fi
exit "$failed"
