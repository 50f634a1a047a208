package dev.sluice.ratelimit.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * As much of a Redis server as the script uses: its clock, sorted sets, hashes and expiring keys, in memory and in time that a test moves. A
 * command that it does not know fails. One script at a time, as there.
 */
final class FakeRedis {
    private final Map<String, Map<String, Double>> sets = new HashMap<>();
    private final Map<String, Map<String, String>> hashes = new HashMap<>();
    private final Map<String, Long> expiries = new HashMap<>();
    private final Map<String, Function<List<String>, LuaValue>> commands = new TreeMap<>();
    private final Globals globals = JsePlatform.standardGlobals();
    private final LuaValue script;
    private long micros;

    FakeRedis(String lua, long startMicros) {
        micros = startMicros;
        commands.put("TIME", args -> strings(List.of(micros / 1_000_000 + "", micros % 1_000_000 + "")));
        addSets();
        addHashes();
        commands.put("PEXPIRE", args -> {
            expiries.put(args.get(0), micros + 1_000 * Long.parseLong(args.get(1)));
            return LuaValue.ONE;
        });
        commands.put("PTTL", args -> {
            Long expiry = expiries.get(args.get(0));
            boolean there = sets.containsKey(args.get(0)) || hashes.containsKey(args.get(0));
            return LuaValue.valueOf(!there ? -2 : expiry == null ? -1 : (double) ((expiry - micros) / 1_000));
        });
        commands.put("PUBLISH", args -> LuaValue.ZERO);
        LuaTable redis = new LuaTable();
        redis.set("call", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs args) {
                return command(args);
            }
        });
        globals.set("redis", redis);
        globals.get("string").set("format", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs args) {
                return format(args);
            }
        });
        script = globals.load(lua, "redis-backend.lua");
    }

    /** Moves the server's clock, backwards too. */
    synchronized void move(Duration by) {
        micros += by.toNanos() / 1_000;
    }

    synchronized long now() {
        return micros;
    }

    /** Keys that have not expired. */
    synchronized int size() {
        expire();
        return sets.size() + hashes.size();
    }

    /** Fields of all hashes together. */
    synchronized int fields() {
        return hashes.values().stream().mapToInt(Map::size).sum();
    }

    /** Runs the script; an array of whole numbers or one of them comes back as a list. */
    synchronized List<Long> eval(List<String> keys, List<String> args) {
        expire();
        globals.set("KEYS", strings(keys));
        globals.set("ARGV", strings(args));
        LuaValue reply = script.call();
        List<Long> numbers = new ArrayList<>();
        if (!reply.istable()) {
            numbers.add(reply.checklong());
        } else {
            for (int i = 1; i <= reply.length(); i++) {
                numbers.add(reply.get(i).checklong());
            }
        }
        return numbers;
    }

    private LuaValue command(Varargs args) {
        List<String> words = new ArrayList<>();
        for (int i = 2; i <= args.narg(); i++) {
            words.add(args.checkjstring(i));
        }
        Function<List<String>, LuaValue> command = commands.get(args.checkjstring(1));
        if (command == null) {
            throw new IllegalStateException("fake Redis: no command " + args.checkjstring(1));
        }
        return command.apply(words);
    }

    /** As C does it; the interpreter's own cuts numbers to 32 bits. */
    private static LuaValue format(Varargs args) {
        if (!args.checkjstring(1).equals("%.0f")) {
            throw new IllegalStateException("fake Redis: no format " + args.checkjstring(1));
        }
        return LuaValue.valueOf(new BigDecimal(args.checkdouble(2))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toPlainString());
    }

    private void expire() {
        expiries.entrySet().removeIf(entry -> {
            boolean gone = entry.getValue() <= micros;
            if (gone) {
                sets.remove(entry.getKey());
                hashes.remove(entry.getKey());
            }
            return gone;
        });
    }

    private void addSets() {
        commands.put("ZADD", args -> {
            boolean existing = args.contains("XX");
            Map<String, Double> set = sets.computeIfAbsent(args.get(0), key -> new HashMap<>());
            String member = args.get(args.size() - 1);
            double score = Double.parseDouble(args.get(args.size() - 2));
            if (!existing || set.containsKey(member)) {
                set.merge(member, score, args.contains("GT") ? Math::max : (before, now) -> now);
            }
            return dropEmpty(args.get(0), LuaValue.ZERO);
        });
        commands.put("ZREM", args -> {
            boolean was = set(args).remove(args.get(1)) != null;
            return dropEmpty(args.get(0), LuaValue.valueOf(was ? 1 : 0));
        });
        commands.put("ZSCORE", args -> {
            Double score = set(args).get(args.get(1));
            return score == null ? LuaValue.FALSE : text(score);
        });
        commands.put("ZCARD", args -> LuaValue.valueOf(set(args).size()));
        commands.put("ZRANGE", args -> {
            List<String> members = sorted(args);
            int from = Integer.parseInt(args.get(1));
            List<String> range = members.subList(
                    Math.min(from, members.size()), Math.min(Integer.parseInt(args.get(2)) + 1, members.size()));
            List<String> reply = new ArrayList<>();
            for (String member : range) {
                reply.add(member);
                if (args.contains("WITHSCORES")) {
                    reply.add(text(set(args).get(member)).tojstring());
                }
            }
            return strings(reply);
        });
        commands.put("ZRANGEBYSCORE", args -> strings(below(args)));
        commands.put("ZREMRANGEBYSCORE", args -> {
            List<String> gone = below(args);
            set(args).keySet().removeAll(gone);
            return dropEmpty(args.get(0), LuaValue.valueOf(gone.size()));
        });
    }

    private void addHashes() {
        commands.put("HGET", args -> {
            String value = hash(args).get(args.get(1));
            return value == null ? LuaValue.FALSE : LuaValue.valueOf(value);
        });
        commands.put("HSET", args -> {
            for (int i = 1; i < args.size(); i += 2) {
                hashes.computeIfAbsent(args.get(0), key -> new HashMap<>()).put(args.get(i), args.get(i + 1));
            }
            return LuaValue.ZERO;
        });
        commands.put("HDEL", args -> {
            hash(args).remove(args.get(1));
            return dropEmpty(args.get(0), LuaValue.ZERO);
        });
        commands.put("HINCRBY", args -> {
            String sum = hashes.computeIfAbsent(args.get(0), key -> new HashMap<>())
                    .merge(args.get(1), args.get(2), (a, b) -> Long.toString(Long.parseLong(a) + Long.parseLong(b)));
            return LuaValue.valueOf((double) Long.parseLong(sum));
        });
    }

    private Map<String, Double> set(List<String> args) {
        return sets.getOrDefault(args.get(0), new HashMap<>());
    }

    private Map<String, String> hash(List<String> args) {
        return hashes.getOrDefault(args.get(0), new HashMap<>());
    }

    /** As there, an empty set or hash is no key, and what it would expire at is forgotten. */
    private LuaValue dropEmpty(String key, LuaValue reply) {
        boolean empty = sets.getOrDefault(key, Map.of("", 0.0)).isEmpty()
                || hashes.getOrDefault(key, Map.of("", "")).isEmpty();
        if (empty) {
            sets.remove(key);
            hashes.remove(key);
            expiries.remove(key);
        }
        return reply;
    }

    private List<String> sorted(List<String> args) {
        Map<String, Double> set = set(args);
        return set.keySet().stream()
                .sorted(Comparator.<String, Double>comparing(set::get).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private List<String> below(List<String> args) {
        double most = Double.parseDouble(args.get(2));
        return sorted(args).stream()
                .filter(member -> set(args).get(member) <= most)
                .toList();
    }

    /** As there: all digits of a whole number. */
    private static LuaValue text(@Nullable Double score) {
        return LuaValue.valueOf(Long.toString(score == null ? 0 : score.longValue()));
    }

    private static LuaTable strings(List<String> texts) {
        LuaTable table = new LuaTable();
        for (int i = 0; i < texts.size(); i++) {
            table.set(i + 1, LuaValue.valueOf(texts.get(i)));
        }
        return table;
    }
}
