#!/usr/bin/env bash
# Run the tests that look at the pages in Chromium, with axe-core from the npm registry.
set -euo pipefail
cd "$(dirname "$0")/.."

axe=axe-core@4.14.1
missing=()
[ -n "${CHROMIUM:-}" ] || command -v chromium > /dev/null || missing+=(chromium)
command -v npm > /dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
    if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ]; then
        apt-get update
        apt-get install -y --no-install-recommends "${missing[@]}"
    else
        echo "The tests of the pages need ${missing[*]}: apt-get install ${missing[*]}" >&2
        [ "${missing[*]}" = npm ] || echo "(or name another Chromium: CHROMIUM=/path/to/chromium $0)" >&2
        exit 1
    fi
fi

if [ ! -e ".cache/axe/$axe" ]; then
    npm install --prefix .cache/axe --no-save --no-audit --no-fund --ignore-scripts --silent "$axe"
    touch ".cache/axe/$axe"
fi
exec "${PYTHON:-.venv/bin/python}" -m pytest -m browser tests/site "$@"
