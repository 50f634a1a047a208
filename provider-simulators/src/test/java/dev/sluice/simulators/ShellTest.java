package dev.sluice.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTest {
    private final Map<String, byte[]> files = new HashMap<>(Map.of(
            Shell.HOME + "/hi.py", "print('hi')".getBytes(UTF_8),
            Shell.HOME + "/app/d.py", "x = {\"a\": {\"b\": \"}\"}}\nprint(x)".getBytes(UTF_8)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo hello world           | 0   | hello world",
                "echo 'a > b' \"c\"         | 0   | a > b c",
                "true && echo yes           | 0   | yes",
                "false && echo no           | 1   | ``",
                "exit 3                     | 3   | ``",
                "python3 -u hi.py           | 0   | hi",
                "python -c \"print('x')\"   | 0   | x",
                "cd app && python d.py      | 0   | {\"a\":{\"b\":\"}\"}}",
                "cd " + Shell.HOME + "/./app && python3 ../hi.py | 2 | python3: can't open file '" + Shell.HOME
                        + "/app/../hi.py': [Errno 2] No such file or directory",
                "cat none                   | 1   | cat: none: No such file or directory",
                "rm -rf /                   | 127 | /bin/sh: 1: rm: not found",
            })
    void run_answersLikeAShell(String command, int exitCode, String output) {
        Shell.Result result = new Shell(files, "").run(command);

        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.output().strip()).isEqualTo(output);
    }

    @Test
    void run_outputToAFile_isReadableThere() {
        Shell.Result result = new Shell(files, "app").run("python3 d.py >out.log 2>&1 </dev/null && cat out.log");
        assertThat(result.output()).isEqualTo("{\"a\":{\"b\":\"}\"}}\n");
        assertThat(files).containsKey(Shell.HOME + "/app/out.log");
        assertThat(new Shell(files, "").run("echo quiet > /dev/null").output()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "import sys\\nprint('bad')\\nsys.exit(4) | 4 | bad",
                "d = {}\\ne = {'single': 1}\\nprint(d)    | 1 | simulator: nothing to print in this program (expected a JSON object or a literal)",
                "print(\"{unclosed\")                     | 0 | {unclosed",
                "s = {\"q\": \"\\\\\"}\"}                | 0 | {\"q\":\"\\\"}\"}",
            })
    void program_printsWhatItHolds(String source, int exitCode, String output) {
        Shell.Result result = PythonProgram.run(source.replace("\\n", "\n").replace("\\\\", "\\"));

        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.output().strip()).isEqualTo(output);
    }
}
