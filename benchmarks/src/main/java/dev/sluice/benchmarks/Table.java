package dev.sluice.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of fixed width that grows by a row whenever something was measured. Not thread-safe. */
final class Table {
    private static final int FIRST = 34;

    private final PrintStream out;
    private final List<Integer> widths = new ArrayList<>();

    private Table(PrintStream out) {
        this.out = out;
    }

    /** Prints the title, the machine and the heads of the columns; the first is that of the contenders' names. */
    static Table print(PrintStream out, String title, String... heads) {
        out.println();
        out.println(title);
        Table table = new Table(out);
        for (String head : heads) {
            table.widths.add(table.widths.isEmpty() ? FIRST : Math.max(12, head.length() + 2));
        }
        table.row((Object[]) heads);
        out.println("-".repeat(table.widths.stream().mapToInt(Integer::intValue).sum()));
        return table;
    }

    /** Doubles with three digits after the point, the rest as it is. */
    void row(Object... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            String text = cell instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : cell.toString();
            line.append(String.format(Locale.ROOT, "%" + (i == 0 ? "-" : "") + widths.get(i) + "s", text));
        }
        out.println(line);
        out.flush();
    }

    /** With as many digits as say something. */
    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
