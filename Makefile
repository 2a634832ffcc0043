# Everything a person needs: make demo, make test. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared
export PAYUNG_SHARED ?= $(abspath $(SHARED))

# Tests start many programs, and none should compile all of us anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test bench battery check fix locks clean

help: ## say what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/'

demo: .venv/.for-people ## set up, fill with invented people, and show it
	$(BIN)/payung demo

test: .venv/.for-makers .debian ## install what tests need, then run every test
	$(BIN)/python -m tools.check
	$(BIN)/python -m tools.run_tests

bench: .venv/.for-makers .debian ## what it costs, beside a floor
	$(BIN)/python -m bench

battery: .venv/.for-makers .debian ## slow tests against faults
	$(BIN)/python -m pytest tests/battery -q

check: .venv/.for-makers ## style, types and architecture, in seconds
	$(BIN)/python -m tools.check

fix: .venv/.for-makers ## put the layout right
	$(BIN)/ruff check --fix --quiet src tests bench tools
	$(BIN)/ruff format --quiet src tests bench tools

locks: .venv/.for-makers ## write the lock files anew
	sh tools/write_locks.sh

clean: ## take away what was made here (not the data folder)
	rm -rf .venv build node_modules tests/oracle/node_modules .mypy_cache .ruff_cache .pytest_cache

# uv where it is there, else plain pip; both read the same hashes.
.venv/.for-people: requirements.lock pyproject.toml
	sh tools/set_up.sh requirements.lock
	@touch $@

.venv/.for-makers: requirements-dev.lock pyproject.toml
	sh tools/set_up.sh requirements-dev.lock
	@touch .venv/.for-people $@

.PHONY: .debian
.debian:
	@sh tools/debian_packages.sh
