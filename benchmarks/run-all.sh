#!/bin/sh
# Everything RESULTS.md is made of, into benchmarks/target/results; about 30 minutes. Build the jar first; JAVA_HOME chooses the JDK.
set -eu
cd "$(dirname "$0")/target"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
mkdir -p results
for report in Handoff VirtualThreads Pacing Queue KeepAlive Overrun; do
    "$java" -cp benchmarks.jar "dev.sluice.benchmarks.${report}Report" > "results/$report.txt"
done
"$java" -cp benchmarks.jar dev.sluice.benchmarks.WholeCallReport > results/WholeCall.txt
for family in Composed Contended; do
    "$java" -jar benchmarks.jar "$family" -rf csv -rff "results/$family.csv" > "results/$family.txt"
done
