package dev.sluice.benchmarks.redaction;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies of a request to a model with tools, with credentials in it. */
public final class Bodies {
    /** A key that the process knows, as it knows those of its clients. */
    public static final String KNOWN_SECRET = "sk-or-v1-" + "0123456789abcdef".repeat(4);

    /** What no log may show: each stands once in {@link #planted()}. */
    static final Map<String, String> PLANTED = planted();

    private static final String RECORD = """
            {"id":"res-%05d","title":"Will the committee cut rates in December?","url":"https://www.example.com/news/fed-cuts-rates-in-december",\
            "score":0.8%03d,"author":"Jane Doe","publishedDate":"2026-11-20T12:00:00.000Z","token_id":"7132104567925229200573","max_tokens":%d,\
            "text":"The committee decided to lower the target range by a quarter point, citing a cooling labour market and \
            inflation that moved closer to its goal. Markets had priced the step with near certainty.","highlights":["lower the target range","cooling labour market"],"usage":{"prompt_tokens":120,"completion_tokens":48}}""";

    private Bodies() {}

    /** About so many bytes with two credentials by name, one in a string of JSON, and the known one in a text. */
    public static byte[] request(int bytes) {
        return whole("""
                {"model":"openai/gpt-4o","api_key":"CANARY-0123456789-request","session_id":"s-1","config":{"password":"CANARY-hush"},\
                "tool_calls":[{"name":"search","arguments":"{\\"query\\":\\"rates\\",\\"token\\":\\"CANARY-nested\\"}"}],\
                "note":"signed with %s today","results":[""".formatted(KNOWN_SECRET), bytes);
    }

    /** The same without any credential. */
    public static byte[] harmless(int bytes) {
        return whole("{\"model\":\"openai/gpt-4o\",\"session_id\":\"s-1\",\"results\":[", bytes);
    }

    /** With every planted secret, and records behind them. */
    static byte[] leaky(int bytes) {
        StringBuilder start = new StringBuilder("{");
        PLANTED.forEach((name, member) -> start.append(member).append(','));
        return whole(start.append("\"results\":[").toString(), bytes);
    }

    private static byte[] whole(String start, int bytes) {
        StringBuilder body = new StringBuilder(start);
        int record = 0;
        do {
            body.append(record == 0 ? "" : ",").append(RECORD.formatted(record, record % 1_000, 100 + record));
            record++;
        } while (body.length() < bytes - 300);
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The secret and the member it stands in. */
    private static Map<String, String> planted() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("CANARY-string", "\"password\":\"CANARY-string\"");
        members.put("918273645501", "\"token\":918273645501");
        members.put("CANARY-object", "\"secret\":{\"inner\":\"CANARY-object\"}");
        members.put("CANARY-array", "\"api_key\":[\"CANARY-array\",1]");
        members.put("CANARY-case", "\"Api_Key\":\"CANARY-case\"");
        members.put("CANARY-deep", "\"a\":{\"b\":[{\"c\":{\"passphrase\":\"CANARY-deep\"}}]}");
        members.put("CANARY-nested", "\"arguments\":\"{\\\"token\\\":\\\"CANARY-nested\\\"}\"");
        members.put("CANARY-escaped", "\"pass\\u0077ord\":\"CANARY-escaped\"");
        members.put("CANARY-bearer", "\"header\":\"Bearer CANARY-bearer\"");
        members.put(KNOWN_SECRET.substring(9), "\"note\":\"my key is " + KNOWN_SECRET + "\"");
        members.put("CANARY-authorization", "\"authorization\":\"Basic CANARY-authorization\"");
        members.put("CANARY-access", "\"list\":[{\"access_token\":\"CANARY-access\"}]");
        return members;
    }
}
