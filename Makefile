# Two commands: make run, make test. Beside them: make check, make bench, make torture, make pictures, make lock,
# make clean.
# Plain enough for make 3.81. Another Python: make run PYTHON=python3.12 (after make clean, if .venv is there).
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE = uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-annotate
ARGS =

.PHONY: run test check bench torture torture-files torture-pages pictures lock clean

run: $(VENV)/.run
	@exec $(BIN)/followup serve $(ARGS)

test: $(VENV)/.dev
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ty check
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/python tests/contracts/check_html.py

# A quarter of an hour on two cores: what is hard on the files beside what is hard on the pages.
torture: $(VENV)/.dev
	@$(BIN)/python tests/browser/chromium.py
	@$(MAKE) --no-print-directory --jobs=2 torture-files torture-pages

TORTURE = TORTURE=full $(BIN)/python -m pytest -p no:cacheprovider --durations=9
torture-files:
	@$(TORTURE) tests/torture/test_kills.py tests/torture/test_crowds.py tests/torture/test_copies.py tests/torture/test_troubles.py $(ARGS)

torture-pages:
	@$(TORTURE) tests/torture/test_model.py tests/torture/test_nonsense.py tests/torture/test_payloads.py tests/torture/test_readers.py $(ARGS)

# Quicker, to see that it runs: make bench ARGS="--quick --no-browser"
bench: $(VENV)/.dev
	@$(BIN)/python -m bench $(ARGS)

# The pictures of the README, from the made-up year: after a change that one would see in them.
pictures: $(VENV)/.dev
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python -m tests.browser.pictures

# requirements.lock is what runs Followup and builds it; requirements-dev.lock is that and what tests it.
# Needs uv, which nobody else does. Newer versions of everything: make lock UPGRADE=--upgrade
UPGRADE =
lock:
	printf 'hatchling\neditables\n' | $(COMPILE) $(UPGRADE) -o requirements.lock pyproject.toml -
	printf 'hatchling\neditables\n' | $(COMPILE) $(UPGRADE) -o requirements-dev.lock -c requirements.lock --extra dev pyproject.toml -

clean:
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis

# Each stamp says that its part is done, which makes the next start instant. A .venv that uv made has no pip.
$(VENV)/.pip:
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Followup needs Python 3.11 or newer, and $(PYTHON) is not: install one, or name it: make run PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing: install it (Debian, Ubuntu: sudo apt install python3-venv), then run make again." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	@$(PIP) --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null || { echo "$(VENV) has no pip: run make clean, then make again." >&2; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.pip requirements.lock pyproject.toml
	@echo "Installing Followup into $(VENV) (once; about half a minute)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q followup
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "Installing what the tests need into $(VENV) (once; about a minute)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
