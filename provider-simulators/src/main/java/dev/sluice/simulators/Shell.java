package dev.sluice.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tiny shell, enough for a bot's {@code cd app && python3 main.py >out.log 2>&1}: the commands cd, echo, cat, true, false, exit and
 * python, joined by {@code &&}, with their output sent to a file if asked. Anything else is not found and exits with 127.
 */
final class Shell {
    static final String HOME = "/home/daytona";

    private static final Pattern TOKEN = Pattern.compile(
            "'(?<single>[^']*)'|\"(?<double>[^\"]*)\"|(?<from>[12&]?)(?<arrow>>>?|<)\\s*(?<to>&1|[^\\s;&|]+)|(?<bare>[^\\s'\"<>]+)");

    private final Map<String, byte[]> files;
    private String directory;

    /** @param cwd where it starts; empty means {@value #HOME} */
    Shell(Map<String, byte[]> files, String cwd) {
        this.files = files;
        this.directory = resolve(HOME, cwd);
    }

    /** What a command left behind; standard output and error are merged, as the toolbox does. */
    record Result(int exitCode, String output) {}

    Result run(String script) {
        StringBuilder output = new StringBuilder();
        int exitCode = 0;
        for (String command : script.split("&&", -1)) {
            Result result = runOne(command.strip());
            output.append(result.output());
            exitCode = result.exitCode();
            if (exitCode != 0) {
                break;
            }
        }
        return new Result(exitCode, output.toString());
    }

    /** An absolute path; {@code .} and empty steps are left out. */
    static String resolve(String directory, String path) {
        String joined = path.startsWith("/") ? path : directory + "/" + path;
        StringBuilder resolved = new StringBuilder();
        for (String step : joined.split("/", -1)) {
            if (!step.isEmpty() && !step.equals(".")) {
                resolved.append('/').append(step);
            }
        }
        return resolved.isEmpty() ? "/" : resolved.toString();
    }

    private Result runOne(String command) {
        List<String> words = new ArrayList<>();
        String target = "";
        Matcher token = TOKEN.matcher(command);
        while (token.find()) {
            if (token.group("arrow") == null) {
                words.add(wordOf(token));
            } else if (token.group("arrow").startsWith(">")
                    && !token.group("from").equals("2")) {
                target = resolve(directory, token.group("to"));
            }
        }
        Result result = execute(words);
        if (target.isEmpty()) {
            return result;
        }
        if (!target.startsWith("/dev/")) {
            files.put(target, result.output().getBytes(UTF_8));
        }
        return new Result(result.exitCode(), "");
    }

    private static String wordOf(Matcher token) {
        String quoted = token.group("single") == null ? token.group("double") : token.group("single");
        return quoted == null ? token.group("bare") : quoted;
    }

    private Result execute(List<String> words) {
        if (words.isEmpty()) {
            return new Result(0, "");
        }
        List<String> arguments = words.subList(1, words.size());
        switch (words.get(0)) {
            case "cd" -> directory = resolve(directory, arguments.isEmpty() ? HOME : arguments.get(0));
            case "echo" -> {
                return new Result(0, String.join(" ", arguments) + "\n");
            }
            case "cat" -> {
                return cat(arguments);
            }
            case "python", "python3" -> {
                return python(words.get(0), arguments);
            }
            case "true" -> {}
            case "false" -> {
                return new Result(1, "");
            }
            case "exit" -> {
                boolean number = !arguments.isEmpty() && arguments.get(0).matches("\\d{1,3}");
                return new Result(number ? Integer.parseInt(arguments.get(0)) : 0, "");
            }
            default -> {
                return new Result(127, "/bin/sh: 1: " + words.get(0) + ": not found\n");
            }
        }
        return new Result(0, "");
    }

    private Result cat(List<String> names) {
        StringBuilder output = new StringBuilder();
        for (String name : names) {
            byte[] content = files.get(resolve(directory, name));
            if (content == null) {
                return new Result(1, output + "cat: " + name + ": No such file or directory\n");
            }
            output.append(new String(content, UTF_8));
        }
        return new Result(0, output.toString());
    }

    private Result python(String interpreter, List<String> arguments) {
        List<String> left =
                arguments.stream().filter(word -> !word.equals("-u")).toList();
        if (left.size() >= 2 && left.get(0).equals("-c")) {
            return PythonProgram.run(left.get(1));
        }
        String name = left.isEmpty() ? "-" : left.get(0);
        String path = resolve(directory, name);
        byte[] source = files.get(path);
        return source == null
                ? new Result(2, interpreter + ": can't open file '" + path + "': [Errno 2] No such file or directory\n")
                : PythonProgram.run(new String(source, UTF_8));
    }
}
