#!/usr/bin/env bash
# Read a release with the programs that are no Python: jq, Node and R with jsonlite.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v jq > /dev/null || missing+=(jq)
command -v node > /dev/null || missing+=(nodejs)
Rscript -e 'library(jsonlite)' > /dev/null 2>&1 || missing+=(r-base-core r-cran-jsonlite)
if [ ${#missing[@]} -gt 0 ]; then
    if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ]; then
        apt-get update
        apt-get install -y --no-install-recommends "${missing[@]}"
    else
        echo "The tests of other readers need ${missing[*]}: apt-get install ${missing[*]}" >&2
        exit 1
    fi
fi
exec "${PYTHON:-.venv/bin/python}" -m pytest tests/publish/test_readers.py "$@"
