# The two commands of the README are `make demo` and `make test`; each does all its own set-up.
# A set-up step runs again only when what it is made from has changed; its mark lies in .venv.

.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help setup demo test lint rules others bench format locks vendor clean

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
RULES := tests/domain tests/usecases
PYTEST := $(BIN)/pytest --numprocesses 2 --dist worksteal

rules: .venv/ready-test .venv/ready-programs
	$(PYTEST) --cov --cov-report=term-missing $(RULES)

others: .venv/ready-test .venv/ready-programs
	$(PYTEST) $(RULES:%=--ignore=%)

bench: setup ## how fast it is, measured
	@$(BIN)/python -m tests.benchmarks

format: .venv/ready-test ## put the code into the house's form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix-only --quiet

locks: ## renew requirements/ from pyproject.toml (needs uv)
	.ci/renew_locks.sh

vendor: ## renew the pages' style sheets and fonts (needs Node)
	.ci/renew_vendor.sh

.venv/ready-runtime: requirements/runtime.txt pyproject.toml .ci/environment.sh
	@.ci/environment.sh runtime

.venv/ready-test: requirements/test.txt .venv/ready-runtime
	@.ci/environment.sh test

.venv/ready-programs: .ci/test_programs.sh tests/ooxml/package-lock.json requirements/node.txt .venv/ready-test
	@.ci/test_programs.sh

clean: ## take away everything that was made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* build *.egg-info
	rm -rf tests/ooxml/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
