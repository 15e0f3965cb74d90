# Two commands do all set-up by themselves: `make play` and `make test`. They need Python 3.11+ and make, and install
# what is locked: requirements/*.txt are made from uv.lock by `make lock`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := -m pip install --quiet --disable-pip-version-check
PIP := $(BIN)/python $(INSTALL)
ITSELF := --no-deps --no-build-isolation --editable .
RINGS := $(notdir $(wildcard $(addprefix src/dialogkort/,core files sessions storage decks)))
COVERED := 95

.PHONY: play test lint check format messages contents pictures bench soak attack coverage wheel sdist lock clean
.PHONY: release test-release test-windows
.PHONY: test-oldest test-newest test-sdist test-pythons

play: $(VENV)/.play  ## play: sets everything up the first time
	@$(BIN)/dialogkort $(ARGS)

test: $(VENV)/.dev  ## all tests
	$(BIN)/python -m pytest -n 4 --dist loadgroup $(ARGS)

lint: $(VENV)/.dev  ## format, lint, types, and who may import what
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python scripts/catalogue.py --check
	$(BIN)/python scripts/deck_contents.py --check
	$(BIN)/python scripts/plain_english.py

check: lint test  ## what CI does

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(VENV)/.dev  ## bring the catalogues in line with the source
	$(BIN)/python scripts/catalogue.py

contents: $(VENV)/.dev  ## count the bundled decks for the first screen, after one was changed
	$(BIN)/python scripts/deck_contents.py

pictures: $(VENV)/.dev  ## the pictures of the README, from the real app, and those of own screens, from Chromium
	$(BIN)/python scripts/pictures.py
	$(BIN)/python scripts/seat_pictures.py

bench: $(VENV)/.dev  ## ratios against the bare minimum
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/decks.py
	$(BIN)/python bench/agreements.py
	$(BIN)/python bench/agreements_cli.py
	$(BIN)/python bench/review_screen.py
	$(BIN)/python bench/overview_screen.py
	$(BIN)/python bench/seats.py

soak: $(VENV)/.dev  ## every fault, 200 kills, other examples each time, and 10,000 steps: half an hour
	SOAK=1 $(BIN)/python -m pytest -n 2 --dist load $(ARGS)
	$(BIN)/python bench/long_use.py

attack: $(VENV)/.dev  ## from outside: the kernel fails calls, a disk is really full; ten minutes, on Linux with strace
	ATTACK=1 $(BIN)/python -m pytest tests/attack $(ARGS)

coverage: $(VENV)/.dev  ## branches of the inner rings, by the tests without a screen
	$(BIN)/python -m pytest -n 4 --dist loadgroup -m 'not timed' \
		--ignore=tests/tui --ignore=tests/terminal --ignore=tests/docs --cov --cov-report= $(ARGS)
	@for ring in $(RINGS); do echo "$$ring:"; \
		$(BIN)/coverage report --skip-covered --include="src/dialogkort/$$ring/*" --fail-under=$(COVERED) || exit 1; done

test-oldest: | $(BIN)/python  ## with the oldest of what pyproject.toml takes
	@$(PYTHON) -m venv --clear $(VENV)-oldest
	@$(VENV)-oldest/bin/python $(INSTALL) --requirement requirements/oldest.txt
	@$(VENV)-oldest/bin/python $(INSTALL) $(ITSELF)
	$(VENV)-oldest/bin/python -m pytest -n 4 --dist loadgroup $(ARGS)

test-newest: | $(BIN)/python  ## with the newest of what pyproject.toml takes
	@$(PYTHON) -m venv --clear $(VENV)-newest
	@$(VENV)-newest/bin/python $(INSTALL) --upgrade 'pip>=25.1'
	@$(VENV)-newest/bin/python $(INSTALL) --upgrade --upgrade-strategy eager --group test --editable .
	$(VENV)-newest/bin/python -m pytest -n 4 --dist loadgroup $(ARGS)

test-sdist: $(VENV)/.dev  ## the source distribution, unpacked elsewhere and set up by itself
	$(BIN)/python scripts/unpack_sdist.py $(VENV)-sdist
	$(MAKE) -C $(VENV)-sdist test ARGS='$(ARGS)'

test-pythons: $(VENV)/.dev  ## the wheel on each Python from 3.11 on that is here
	$(BIN)/python scripts/test_pythons.py $(ARGS)

release: $(VENV)/.dev  ## the wheel, the sdist, one file that needs no Python, and checksums, in dist/
	$(BIN)/python scripts/release.py

test-release: $(VENV)/.dev  ## each file of the release and each way to install it, played; needs the network
	@$(PIP) uv pipx
	RELEASE=1 $(BIN)/python -m pytest -n 0 tests/release $(ARGS)

ON_WINDOWS ?= core language decks storage cli views plain tui
test-windows: $(VENV)/.dev  ## the tests by a Windows Python under wine; ON_WINDOWS='core cli' for some folders
	$(BIN)/mypy --platform win32 --no-warn-unreachable -m dialogkort.files.windows -m dialogkort.cli.windows_console
	$(BIN)/python scripts/windows.py test $(addprefix tests/,$(ON_WINDOWS))

lock: | $(BIN)/python  ## what is installed, anew where pyproject.toml asks for it; ARGS=--upgrade for the newest
	@$(PIP) uv
	@$(BIN)/python scripts/lock.py $(ARGS)

wheel sdist: $(VENV)/.dev
	$(BIN)/python -m build --$@ --no-isolation --outdir dist .

clean:
	rm -rf $(VENV) $(VENV)-* build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'dialogkort needs Python 3.11 or newer: make PYTHON=python3.12 …'; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.play: pyproject.toml requirements/play.txt | $(BIN)/python
	@echo 'Setting up …'
	@$(PIP) --require-hashes --requirement requirements/play.txt
	@$(PIP) $(ITSELF)
	@touch $@

$(VENV)/.dev: pyproject.toml requirements/dev.txt | $(BIN)/python
	@echo 'Setting up …'
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@$(PIP) $(ITSELF)
	@touch $@ $(VENV)/.play
