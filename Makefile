# Everything starts here: `make lab`, `make demo`, `make test`, `make bench`.
# Each target first makes or refreshes .venv, and only when pyproject.toml or constraints.txt changed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup lab demo test lint bench lock clean

PYTHON ?=
ARGS ?=
BIN := .venv/bin

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## Make .venv, or refresh it when the dependencies changed
	@PYTHON="$(PYTHON)" bash tools/setup.sh
	@echo "Ready. Next: make lab opens the course, make demo grades a sample class."

lab: ## Open the course in JupyterLab (ARGS="--no-browser" passes flags on)
	@PYTHON="$(PYTHON)" bash tools/setup.sh
	@echo "Opening the start page. Next: choose a notebook there; Ctrl-C here stops."
	@JUPYTER_CONFIG_PATH="$(CURDIR)/tools/jupyter" JUPYTER_PATH="$(CURDIR)/tools/jupyter" \
	$(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)" $(ARGS)

demo: ## Grade a sample class of 30 and show who got what and why
	@PYTHON="$(PYTHON)" bash tools/setup.sh
	@$(BIN)/autograder demo $(ARGS)
	@echo "Next: open the class report in a browser, or grade your own class: $(BIN)/autograder grade."

lint: ## ruff, mypy, and whether notebooks/ is fresh
	@PYTHON="$(PYTHON)" bash tools/setup.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/autograder build --check

test: lint ## All checks and tests
	@$(BIN)/python tests/browser/chromium.py
	@# Two tests run at once, and threads of both in each other's way cost ten times the time.
	@# Neighbours stay together, for they share what is slow to make; the one done first helps.
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)
	@echo "All checks and tests passed. Next: make demo grades a sample class."

bench: ## Measure speed, side by side with what a user would pick instead
	@PYTHON="$(PYTHON)" bash tools/setup.sh
	@for script in benchmarks/*.py; do $(BIN)/python "$$script"; done
	@echo "Measured. Next: the head of each file in benchmarks/ says what was compared, and why."

lock: ## Write constraints.txt anew from a clean environment
	bash tools/lock.sh

clean: ## Remove .venv and caches; keeps build/ with submissions and grades
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@echo "Removed. Next: make setup."
