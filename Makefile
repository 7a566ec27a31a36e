# make audit            audit the sample site that ships with the project
# make audit SITE=URL   audit any site
# make test             run the tests
# make quick            run the units, and the examples of changed rules
# make check            lint, types, tests
# make docs             write the generated pages of docs/ anew
# make docs-site        make a site of docs/ in site/
# make format           format Python and JavaScript

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORT ?= report/index.html

.PHONY: audit test quick check lint format docs docs-site clean

audit: $(VENV)/ready
ifdef SITE
	$(BIN)/nyx-audit run "$(SITE)" --html $(REPORT) --history report/history.sqlite --fail-on never
else
	$(BIN)/nyx-audit demo --html $(REPORT) --fail-on never
endif

# A browser a worker: as many workers as cores.
test: $(VENV)/ready-dev node_modules/ready
	$(BIN)/python -m pytest -q -n auto
	npm run --silent test

quick: $(VENV)/ready-dev
	$(BIN)/python -m pytest -q -n auto --changed tests/unit tests/rules

check: lint test

lint: $(VENV)/ready-dev node_modules/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	npm run --silent lint

format: $(VENV)/ready-dev node_modules/ready
	$(BIN)/ruff format .
	npm run --silent format

docs: $(VENV)/ready-dev
	$(BIN)/python -m tools.docs
	$(BIN)/python -m tools.shapes

# Strict: a link that leads nowhere fails.
docs-site: $(VENV)/ready-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "site/index.html"

clean:
	rm -rf $(VENV) node_modules report build dist site

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

# A browser is fetched only where none is found.
$(VENV)/ready: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/nyx-audit doctor || $(BIN)/nyx-audit browser install
	touch $@

$(VENV)/ready-dev: pyproject.toml | $(VENV)/ready
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

$(VENV)/ready-docs: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --group docs
	touch $@

# For those who change the JavaScript that runs in pages; nothing of it is needed to use the program.
node_modules/ready: package.json package-lock.json
	@command -v npm >/dev/null || { echo "Node.js with npm is missing: it lints and tests the JavaScript in pages (apt-get install nodejs npm)" >&2; exit 1; }
	npm ci --silent --no-audit --no-fund
	touch $@
