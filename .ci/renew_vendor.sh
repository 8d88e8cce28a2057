#!/bin/sh
# Renews the pages' third-party style sheets and fonts in formserver/web/static/vendor from npm packages.
# Needs .venv with its Node; the product itself needs none. To take a newer version, change it in
# .ci/vendor/package.json, run `npm install --package-lock-only` there, then this, and look at every page.
set -eu

cd "$(dirname "$0")/.."
npm=$PWD/.venv/bin/npm
PATH=$PWD/.venv/bin:$PATH
vendor=$PWD/formserver/web/static/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r .ci/vendor/. "$work"
cd "$work"
"$npm" ci --silent
node_modules/.bin/designsystemet tokens create --config designsystemet.config.json
node_modules/.bin/designsystemet tokens build -t ./tokens -o ./css --clean

version() {
    node -p "require('./node_modules/$1/package.json').version"
}

# The package names its font "Inter Variable" and lists seven alphabets; the theme asks for "Inter", and the words
# here need Latin and, for the Sámi letters, extended Latin.
font_faces() {
    awk -v RS= '/inter-latin(-ext)?-wght-normal \*\//' "$inter/wght.css" |
        sed -e "s/'Inter Variable'/Inter/" -e 's#\./files/##' -e "s/'woff2-variations'/\"woff2\"/"
}

css=node_modules/@digdir/designsystemet-css
inter=node_modules/@fontsource-variable/inter
rm -rf "$vendor"
mkdir -p "$vendor/designsystemet" "$vendor/inter"
cp "$css/dist/src/index.css" "$vendor/designsystemet/designsystemet.css"
cp "$css/LICENSE" "$vendor/designsystemet/LICENSE"
cp css/dialog.css "$vendor/designsystemet/theme.css"
cp "$inter/LICENSE" "$vendor/inter/LICENSE"
cp "$inter/files/inter-latin-wght-normal.woff2" "$inter/files/inter-latin-ext-wght-normal.woff2" "$vendor/inter/"
font_faces >"$vendor/inter/inter.css"

cat >"$vendor/README.md" <<TABLE
# Style sheets and fonts of others

Written by \`.ci/renew_vendor.sh\`; change nothing here by hand. A page loads them in this order.

| file | from the npm package | version | licence |
|---|---|---|---|
| inter/inter.css, inter/*.woff2 | @fontsource-variable/inter (two of its seven alphabets) | $(version @fontsource-variable/inter) | OFL-1.1, inter/LICENSE |
| designsystemet/theme.css | built by @digdir/designsystemet from .ci/vendor/designsystemet.config.json | $(version @digdir/designsystemet) | MIT, designsystemet/LICENSE |
| designsystemet/designsystemet.css | @digdir/designsystemet-css | $(version @digdir/designsystemet-css) | MIT, designsystemet/LICENSE |
TABLE
echo "renewed: $vendor"
