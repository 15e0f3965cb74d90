# Two commands do all set-up by themselves: `make play` and `make test`. They need Python 3.11+ and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: play test lint check format messages pictures bench soak wheel clean

play: $(VENV)/.play  ## play: sets everything up the first time
	@$(BIN)/dialogkort $(ARGS)

test: $(VENV)/.dev  ## all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(VENV)/.dev  ## format, lint, types, and who may import what
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python scripts/catalogue.py --check

check: lint test  ## what CI does

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(VENV)/.dev  ## bring the catalogues in line with the source
	$(BIN)/python scripts/catalogue.py

pictures: $(VENV)/.dev  ## the pictures of the README, from the real app
	$(BIN)/python scripts/pictures.py

bench: $(VENV)/.dev  ## ratios against the bare minimum
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/decks.py
	$(BIN)/python bench/agreements.py
	$(BIN)/python bench/agreements_cli.py
	$(BIN)/python bench/review_screen.py

soak: $(VENV)/.dev  ## every fault, 200 kills, other examples each time, and 10,000 steps: half an hour
	SOAK=1 $(BIN)/python -m pytest -n 2 --dist load $(ARGS)
	$(BIN)/python bench/long_use.py

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'dialogkort needs Python 3.11 or newer: make PYTHON=python3.12 …'; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.play: pyproject.toml | $(BIN)/python
	@echo 'Setting up …'
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@echo 'Setting up …'
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.play
