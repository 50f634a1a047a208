package dev.sluice.foundation.config;

/**
 * How many insertions, deletions, replacements and swaps of neighbours turn one word into another (optimal string alignment, the restricted
 * form of Damerau's distance).
 */
final class EditDistance {
    /** Longer words are compared by their beginning: a key this long is no slip of the pen, and the work is quadratic. */
    private static final int LONGEST = 64;

    private EditDistance() {}

    static int between(String longFrom, String longTo) {
        String from = longFrom.substring(0, Math.min(LONGEST, longFrom.length()));
        String to = longTo.substring(0, Math.min(LONGEST, longTo.length()));
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
