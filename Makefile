# Names for the project's commands; `mvn verify` is the one gate.
.PHONY: verify demo format nightly bench sbom
verify:
	mvn verify
demo:
	./demo
format:
	mvn -q com.diffplug.spotless:spotless-maven-plugin:apply com.github.ekryd.sortpom:sortpom-maven-plugin:sort
nightly:
	mvn -Pnightly verify
bench:
	mvn -q -pl benchmarks -am -DskipTests package && java -jar benchmarks/target/benchmarks.jar
sbom:
	mvn -q -Psbom -DskipTests package
