# Every target does its own set-up: apt packages, virtual environment, Python packages.
# Needs only make, Python 3.11 or newer and apt (Debian 12, Ubuntu 24.04 or newer).

PY := .venv/bin/python
READY := .venv/.ready
BROWSER := .venv/.browser

.PHONY: help setup cook test lint format clean

help:
	@echo "make cook    set up and start cooking by voice (a rehearsal where there is no microphone)"
	@echo "make test    set up and run every check and test"
	@echo "make setup   set up only"
	@echo "make lint    the checks alone"

setup: $(READY)

$(READY): pyproject.toml scripts/setup
	./scripts/setup
	@touch $(READY)

$(BROWSER): $(READY)
	./scripts/setup tests
	@touch $(BROWSER)

cook: $(READY)
	.venv/bin/sous-voice cook $(ARGS)

lint: $(READY)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint $(BROWSER)
	# what is played and heard in real time has the machine to itself; 5: none of the tests asked for is of these
	$(PY) -m pytest -m soundcard $(ARGS) || [ $$? -eq 5 ]
	$(PY) -m pytest -n 2 -m "not soundcard" $(ARGS) || [ $$? -eq 5 ]

format: $(READY)
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
