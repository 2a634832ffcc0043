#!/bin/sh
# Write both lock files: exact versions with hashes, no addresses.
set -eu
options="--generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-find-links --no-emit-index-url --quiet"
compile() { uv pip compile $options "$@"; }
compile pyproject.toml --group build --group dev -o requirements-dev.lock
compile pyproject.toml --group build -c requirements-dev.lock -o requirements.lock
