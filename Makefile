# The two commands of the README are `make demo` and `make test`; each does all its own set-up.
# A step runs again only when what it is made from has changed (the stamps lie in .venv).

.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help setup demo test test-tools lint unit bench format lock clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/'

setup: .venv/ready-runtime ## the environment .venv, from the lock with hashes

.venv/ready-runtime: requirements/runtime.txt pyproject.toml tools/environment.sh
	@tools/environment.sh runtime

.venv/ready-test: requirements/test.txt .venv/ready-runtime
	@tools/environment.sh test

clean: ## take away everything that was made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* build *.egg-info tests/ooxml/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
