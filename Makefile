# The tasks of a day. `make` lists them.
.DEFAULT_GOAL := help
export JAVA_HOME := $(shell ./crier --java-home)
MVN := mvn -B -ntp

.PHONY: help
help: ## list the tasks
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

.PHONY: build
build: ## compile and package, without tests
	$(MVN) -q -DskipTests package

.PHONY: fast
fast: ## the fast lane: rules, parsing, stores in memory
	$(MVN) test

.PHONY: test
test: ## everything, as CI runs it
	$(MVN) verify

.PHONY: demo
demo: ## the story, alive
	./crier demo

.PHONY: format
format: ## put the sources into the project's format
	$(MVN) -q spotless:apply

.PHONY: bench
bench: ## the sweep and the delivery benchmarks; see docs/benchmarks.md
	$(MVN) -q -DskipTests test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
	$(JAVA_HOME)/bin/java -cp target/test-classes:target/classes:$$(cat target/bench.classpath) crier.app.SweepBench
	$(JAVA_HOME)/bin/java -cp target/test-classes:target/classes:$$(cat target/bench.classpath) crier.app.DeliveryBench

.PHONY: clean
clean: ## remove what was built; data/ stays
	$(MVN) -q clean
