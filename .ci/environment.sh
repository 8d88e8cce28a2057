#!/bin/sh
# Makes or refreshes the virtual environment .venv from a lock file with hashes, and installs the project into it
# in place. Called by make; needs Python 3.11 or newer with its venv module. uv, where there is one, only makes it faster.
#
# usage: .ci/environment.sh runtime|test|uv
set -eu

cd "$(dirname "$0")/.."
lock="requirements/$1.txt"
python=.venv/bin/python

fail() {
    echo "setup: $1" >&2
    exit 1
}

recent_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

has_uv() {
    uv --version >/dev/null 2>&1
}

has_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# Debian keeps venv in a package of its own; root may fetch it, anybody else is told how.
fetch_venv() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "setup: fetching python3-venv"
    { apt-get update && apt-get install --yes --no-install-recommends python3-venv; } >/dev/null
}

make_environment() {
    found=$(recent_python) || fail "Python 3.11 or newer is needed: install python3"
    if has_venv "$found" || { ! has_uv && fetch_venv && has_venv "$found"; }; then
        "$found" -m venv --clear .venv
    elif has_uv; then
        uv venv --quiet --clear --seed --python "$found" .venv
    else
        fail "Python's venv module is missing: as root, apt-get install python3-venv"
    fi
}

# The second way is the one that always works; the first may lack a proxy or certificate setting that pip knows.
install() {
    if has_uv && uv pip install --quiet --python "$python" "$@" 2>/dev/null; then
        return
    fi
    "$python" -m pip install --quiet --disable-pip-version-check "$@"
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || make_environment
echo "setup: installing $lock into .venv"
# pip first and by itself: from then on the same pip does the rest, whichever the machine's Python brought.
install --require-hashes --requirement requirements/pip.txt
install --require-hashes --requirement "$lock"
# No isolated build: setuptools comes from the lock like everything else, and nothing is fetched unhashed.
install --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
touch ".venv/ready-$1"
