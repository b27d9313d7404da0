# `make help` lists what there is. Setting up is done once: every finished step leaves a stamp in
# .cache/setup, so the second run starts in seconds; a changed lock file repeats only its own step.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

STAMPS := .cache/setup
BIN := .venv/bin
PY := $(BIN)/python
# Node from PyPI, if that is what was installed, lies in .venv/bin too.
export PATH := $(CURDIR)/$(BIN):$(PATH)
unexport VIRTUAL_ENV
# A Mac looks for Homebrew's libraries only where it is told to; bash may not pass this on, so each command gets it.
PYRUN := $(if $(filter Darwin,$(shell uname)),DYLD_FALLBACK_LIBRARY_PATH="$$(brew --prefix 2>/dev/null)/lib:/usr/lib" )$(PY)

# How many tests run side by side: 0 is one after the other.
JOBS ?= 2

say = @printf '▸ %s\n'
# Without a system library most things work: setup/system.sh has said what is missing (3) and will say it again.
may_lack = [ $$? = 3 ]
PWA_SOURCES := $(shell find backend/infrastructure/static pwa/src pwa/public pwa/*.html pwa/*.json pwa/*.ts -type f 2>/dev/null)

.PHONY: help run test check lint format contract bench demo migrate migration clean

help: ## List every target with its sentence.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(STAMPS)/system $(STAMPS)/python pwa/dist/index.html ## Set up what is missing, then serve. HOST, PORT, DATA_DIR, DATABASE_URL; TLS=1 for phones on this network.
	@$(PYRUN) -m backend.local

test: $(STAMPS)/system-test lint pwa/dist/index.html ## Set up, lint, and run every test: Python on SQLite and PostgreSQL, browser, phone app.
	$(say) "Tests of server, cards, office and whole journeys"
	@$(PYRUN) -m pytest -q -n $(JOBS) --maxschedchunk 4 -m "not measured"
	$(say) "Tests that take the time of something"
	@$(PYRUN) -m pytest -q -m measured
	$(say) "Tests of the phone app"
	@cd pwa && npm run --silent test

check: lint ## Lint, types, layers, contract, architecture and migrations; no other tests.
	$(say) "Conventions and migrations"
	@$(PYRUN) -m pytest -q tests/architecture tests/infrastructure/test_migrations.py

lint: $(STAMPS)/python-dev $(STAMPS)/npm ## Style, types, layers and contract of Python and TypeScript; no tests.
	$(say) "Style (ruff)"
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	$(say) "Types (mypy)"
	@$(BIN)/mypy --no-error-summary backend
	$(say) "Layers (import-linter)"
	@$(BIN)/lint-imports --no-logo > .cache/layers.txt 2>&1 || { cat .cache/layers.txt; exit 1; }
	$(say) "Contract (docs/openapi.json, pwa/src/generated/api.ts)"
	@$(PYRUN) -m backend.contract > .cache/openapi.json
	@diff -u docs/openapi.json .cache/openapi.json || { echo "The contract has drifted: make contract"; exit 1; }
	@cd pwa && npx --no-install openapi-typescript ../docs/openapi.json -o ../.cache/api.ts > /dev/null
	@diff -u pwa/src/generated/api.ts .cache/api.ts || { echo "The phone app's types have drifted: make contract"; exit 1; }
	$(say) "Phone app (biome, tsc)"
	@cd pwa && npm run --silent lint && npm run --silent check

format: $(STAMPS)/python-dev $(STAMPS)/npm ## Bring Python and TypeScript into the house's form.
	@$(BIN)/ruff check --quiet --fix-only . ; $(BIN)/ruff format --quiet .
	@cd pwa && npx --no-install biome check --write . > /dev/null

contract: $(STAMPS)/python $(STAMPS)/npm ## Write docs/openapi.json from the schemas, and the phone app's types from it.
	@$(PYRUN) -m backend.contract > .cache/openapi.json
	@cp .cache/openapi.json docs/openapi.json
	@cd pwa && npm run --silent contract

bench: $(STAMPS)/system-test $(STAMPS)/python-dev $(STAMPS)/lighthouse pwa/dist/index.html ## Measure everything; one table: figure, measured, target, ratio.
	@LOG_FORMAT=json $(PYRUN) -m benchmarks 2> .cache/bench.log || { tail -n 20 .cache/bench.log; exit 1; }

demo: $(STAMPS)/python ## Fill an empty database with demo data (never in production).
	@$(PYRUN) -m flask --app wsgi db upgrade
	@$(PYRUN) -m flask --app wsgi demo load

migrate: $(STAMPS)/python ## Bring the database and the catalog to this version.
	@$(PYRUN) -m flask --app wsgi db upgrade
	@$(PYRUN) -m flask --app wsgi catalog publish

migration: $(STAMPS)/python ## Draft a migration from changed models: make migration NAME=remember_the_door_code
	@[ -n "$(NAME)" ] || { echo "Say what it does: make migration NAME=remember_the_door_code"; exit 1; }
	@$(PYRUN) -m flask --app wsgi db upgrade
	@$(PYRUN) -m flask --app wsgi db migrate -m "$(NAME)" --rev-id "$$(printf '%04d' $$(( $$(ls migrations/versions/*.py 2>/dev/null | wc -l) + 1 )))"
	@$(BIN)/ruff check --quiet --fix migrations; $(BIN)/ruff format --quiet migrations

clean: ## Remove what make made (environment, build, caches); never data.
	rm -rf .venv .cache pwa/node_modules benchmarks/node_modules pwa/dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(STAMPS)/system: setup/system.sh setup/find_python.sh
	$(say) "System libraries"
	@mkdir -p $(@D)
	@setup/system.sh run && touch $@ || $(may_lack)

$(STAMPS)/system-test: setup/system.sh setup/find_python.sh
	$(say) "System libraries, browser and PDF tools for tests"
	@mkdir -p $(@D)
	@setup/system.sh test && touch $@ $(STAMPS)/system || $(may_lack)

$(STAMPS)/venv: setup/python.sh setup/find_python.sh setup/requirements-uv.txt
	$(say) "Python environment in .venv"
	@setup/python.sh
	@mkdir -p $(@D) && touch $@

$(STAMPS)/python: $(STAMPS)/venv requirements.txt
	$(say) "Python packages"
	@setup/fetch.sh "Python packages" $(BIN)/uv pip install --quiet --python $(PY) --require-hashes -r requirements.txt
	@touch $@

$(STAMPS)/python-dev: $(STAMPS)/venv requirements-dev.txt
	$(say) "Python packages, with those for tests"
	@setup/fetch.sh "Python packages" $(BIN)/uv pip install --quiet --python $(PY) --require-hashes -r requirements-dev.txt
	@touch $@ $(STAMPS)/python

$(STAMPS)/npm: $(STAMPS)/venv setup/node.sh setup/requirements-node.txt pwa/package-lock.json
	$(say) "Packages that build the phone app"
	@setup/node.sh
	@cd pwa && ../setup/fetch.sh "packages from npm" npm ci --loglevel=error --no-update-notifier --no-audit --no-fund > /dev/null
	@touch $@

$(STAMPS)/lighthouse: $(STAMPS)/venv setup/node.sh benchmarks/package-lock.json
	$(say) "Lighthouse, for make bench"
	@setup/node.sh
	@cd benchmarks && ../setup/fetch.sh "packages from npm" npm ci --loglevel=error --no-update-notifier --no-audit --no-fund > /dev/null
	@touch $@

pwa/dist/index.html: $(STAMPS)/npm $(PWA_SOURCES)
	$(say) "Phone app"
	@cd pwa && npx --no-install vite build > ../.cache/build.txt 2>&1 || { cat ../.cache/build.txt; exit 1; }
	@touch $@
