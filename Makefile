# The two commands of the README are `make demo` and `make test`; each does all its own set-up.
# A set-up step runs again only when what it is made from has changed; its mark lies in .venv.

.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help setup demo test lint rules others bench measure format locks vendor clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' $(MAKEFILE_LIST) | while read -r name text; do printf 'make %-10s %s\n' "$$name" "$$text"; done

setup: .venv/ready-runtime ## the environment .venv, from the locks with hashes

demo: setup ## three sample dialogs, mail that stays on this machine, a clock to turn
	@$(BIN)/formserver demo

test: lint rules others ## everything that must hold

# What bandit finds small, ruff's S rules find too, and there a suppression carries its reason.
lint: .venv/ready-test
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/deptry --no-ansi .
	$(BIN)/bandit --quiet --recursive --severity-level medium --configfile pyproject.toml formserver

# The rules and what the product does are tested in every branch, and beside them: pyproject.toml says which folders.
# The other floors are tested by what can be seen from outside; counting their lines took a third of the time.
RULES := tests/domain tests/usecases tests/worker
PYTEST := $(BIN)/pytest --numprocesses 2 --dist worksteal

rules: .venv/ready-test .venv/ready-programs
	$(PYTEST) --cov --cov-report=term-missing $(RULES)

others: .venv/ready-test .venv/ready-programs .venv/ready-wheels
	$(PYTEST) $(RULES:%=--ignore=%)

bench: .venv/ready-test ## how fast it is, measured
	@$(BIN)/python -m tests.benchmarks

measure: .venv/ready-test ## how large and how plain the code is, in numbers
	@$(BIN)/python -m tests.measure

format: .venv/ready-test ## put the code into the house's form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix-only --quiet

locks: .venv/ready-uv ## renew requirements/ from pyproject.toml
	.ci/renew_locks.sh

vendor: .venv/ready-node ## renew the pages' style sheets and fonts
	.ci/renew_vendor.sh

.venv/ready-runtime: requirements/runtime.txt requirements/pip.txt pyproject.toml .ci/environment.sh
	@.ci/environment.sh runtime

.venv/ready-test: requirements/test.txt .venv/ready-runtime
	@.ci/environment.sh test

.venv/ready-uv: requirements/uv.txt .venv/ready-runtime
	@.ci/environment.sh uv

.venv/ready-node: .ci/node.sh requirements/node.txt .venv/ready-runtime
	@.ci/node.sh

.venv/ready-programs: .ci/test_programs.sh tests/ooxml/package-lock.json .venv/ready-test .venv/ready-node
	@.ci/test_programs.sh

# Tests that install into an empty environment take the wheels from .venv/wheels: no test needs the network.
WHEELS := requirements/test.txt requirements/pip.txt requirements/oldest_pip.txt
.venv/ready-wheels: $(WHEELS) .venv/ready-test
	@echo "setup: keeping the wheels of $(WHEELS) in .venv/wheels"
	@for lock in $(WHEELS); do \
		$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
			--dest .venv/wheels --requirement $$lock || exit; \
	done
	@touch $@

clean: ## take away everything that was made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* build *.egg-info
	rm -rf tests/ooxml/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
