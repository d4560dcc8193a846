#!/usr/bin/env bash
# Start a Label Studio of its own environment on loopback, run the tests that talk with it, and stop it.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.venv-labelstudio
port=${LABEL_STUDIO_PORT:-18765}
if [ ! -e "$environment/ready" ] || [ requirements-labelstudio.txt -nt "$environment/ready" ]; then
    ${PYTHON:-python3} -m venv "$environment"
    "$environment/bin/python" -m pip install --quiet --require-hashes --requirement requirements-labelstudio.txt
    touch "$environment/ready"
fi

data=$(mktemp -d)
export LABEL_STUDIO_URL=http://127.0.0.1:$port LABEL_STUDIO_USER=tester@example.org LABEL_STUDIO_PASSWORD=pass-word-1
LABEL_STUDIO_BASE_DATA_DIR=$data COLLECT_ANALYTICS=false LATEST_VERSION_CHECK=false \
    "$environment/bin/label-studio" start --no-browser --internal-host 127.0.0.1 --port "$port" \
    --username "$LABEL_STUDIO_USER" --password "$LABEL_STUDIO_PASSWORD" > "$data/log" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null || true; wait $server 2> /dev/null || true; rm -rf "$data"' EXIT

for _ in $(seq 180); do
    if .venv/bin/python -c "import urllib.request; urllib.request.urlopen('$LABEL_STUDIO_URL/user/login/')" 2> /dev/null; then
        .venv/bin/python -m pytest -m labelstudio tests/review
        exit
    fi
    kill -0 $server 2> /dev/null || break
    sleep 1
done
echo "Label Studio did not start; its last words:" >&2
tail -n 20 "$data/log" >&2
exit 1
