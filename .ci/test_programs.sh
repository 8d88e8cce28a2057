#!/bin/sh
# Fetches what the tests start besides Python: Chromium, LibreOffice, litmus, fonts with Word's measures, and the Open XML
# SDK's validator. Needs .venv with its Node. As root it installs Debian's packages; anybody else is told in
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
    need litmus command -v litmus
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

fetch_validator() {
    echo "tests: installing the Open XML validator"
    .venv/bin/npm ci --loglevel error --prefix tests/ooxml >/dev/null
}

look
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    fetch_packages
    look
fi
fetch_validator || missing="$missing @ooxml-.ci/validate"

if [ -z "$missing" ]; then
    touch .venv/ready-programs
    exit
fi
echo "tests: missing, and left out until root installs them:$missing" >&2
[ -z "${CI:-}" ]
