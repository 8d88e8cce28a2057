#!/bin/sh
# Renews the lock files from pyproject.toml, with the uv that make puts into .venv. What is locked stays unless --upgrade
# is given.
#
# usage: .ci/renew_locks.sh [--upgrade | --upgrade-package NAME]
set -eu

cd "$(dirname "$0")/.."

# A lock with registry addresses would tie every reader to ours, hence --no-emit-index-url and --no-header.
lock() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-header --no-strip-extras "$@"
}

project() {
    lock pyproject.toml --all-extras --group build "$@"
}

project --output-file requirements/runtime.txt "$@"
project --group test --constraint requirements/runtime.txt --output-file requirements/test.txt "$@"
for program in pip oldest_pip uv node; do
    lock --group "pyproject.toml:$program" --output-file "requirements/$program.txt" "$@"
done
