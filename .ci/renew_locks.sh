#!/bin/sh
# Renews the lock files from pyproject.toml; needs uv. What is locked stays unless --upgrade is given.
#
# usage: .ci/renew_locks.sh [--upgrade | --upgrade-package NAME]
set -eu

cd "$(dirname "$0")/.."

# A lock with registry addresses would tie every reader to ours, hence --no-emit-index-url and --no-header.
lock() {
    uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-header --no-strip-extras --all-extras --group build "$@"
}

lock --output-file requirements/runtime.txt "$@"
lock --group test --constraint requirements/runtime.txt --output-file requirements/test.txt "$@"
