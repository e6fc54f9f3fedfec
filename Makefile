PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: serve build test test-slow test-browser test-office test-r lint format bench bench-sweden bench-endpoint clean

serve: build ## build what changed, then serve on http://127.0.0.1:8000 (PORT= changes it)
	@$(BIN)/kretslopp serve --port $(PORT)

build: .venv/installed
	@$(BIN)/kretslopp build

test: .venv/installed-dev ## every test that needs nothing but Python (some minutes)
	@$(BIN)/pytest -m "not slow" -n auto --dist loadfile --durations 10

test-slow: .venv/installed-dev ## what is slow by nature: the whole site, the wheel, any layout
	@$(BIN)/pytest tests -m slow -o norecursedirs='.* browser office r' -n auto --dist loadfile --no-loadscope-reorder --durations 10

test-browser: .venv/installed-dev ## tests that need Chromium
	@$(BIN)/pytest tests/browser

test-office: .venv/installed-dev ## tests that need LibreOffice Calc
	@$(BIN)/pytest tests/office

test-r: .venv/installed-dev ## the examples in R, in base R
	@$(BIN)/pytest tests/r

lint: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: bench-sweden bench-endpoint ## all benchmarks (minutes)

bench-sweden: .venv/installed-dev ## builds and compares synthetic Swedens of growing size
	@$(BIN)/python tests/benchmarks/bench_sweden.py

bench-endpoint: .venv/installed-dev ## our SPARQL endpoint beside two others
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@$(BIN)/python tests/benchmarks/bench_endpoint.py

format: .venv/installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf .venv build dist

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	@echo "Installing Kretslopp into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[research,tables]'
	@touch $@

.venv/installed-dev: .venv/installed
	@echo "Installing what the tests need into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
