#!/usr/bin/env bash
# A Node that builds the phone app: the system's if it is new enough, else one from PyPI in .venv.
set -euo pipefail

new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

if ! new_enough; then
  echo "  no Node of at least 20.19 here: taking one from PyPI"
  setup/fetch.sh "Node, from PyPI" \
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r setup/requirements-node.txt
fi
