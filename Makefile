# Every command of this project. Bare `make` lists them; each does its own set-up first.

.DEFAULT_GOAL := help
.PHONY: help run seed test test-unit test-database test-journeys test-generations evidence certify check lint format types lock shell manage screenshots bench-day bench-export bench-engine bench-scale bench-screens bench-sandbox bench-duplicates train-duplicates plot-duplicates fuzz-sandbox fuzz-engine fuzz-api coverage-sandbox docs clean clean-all

PYTEST := .venv/bin/pytest
DJANGO := DJANGO_SETTINGS_MODULE=config.settings

help: ## list the commands
	@echo "make …"
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-16s %s\n", $$1, $$2} /^## /{printf "\n%s\n", substr($$0, 4)}' Makefile

## Use it
run: setup-run ## start everything here: database, web server, worker, LinkedIn's sandbox, demo (Ctrl-C stops it)
	@exec .venv/bin/recruit run $(ARGS)

seed: setup-run ## a company of a million candidates into the database of make run: make seed SIZE=1000000
	@.venv/bin/recruit seed --size $(or $(SIZE),1000000) $(ARGS)

manage: setup-run ## a command of Django's: make manage ARGS="showmigrations"
	@.venv/bin/recruit manage $(ARGS)

shell: setup-run ## a Python prompt inside the product
	@.venv/bin/recruit manage shell

clean: ## forget the data of make run and what was built; dependencies stay
	@scripts/clean

clean-all: clean ## that, and the dependencies too
	rm -rf .venv node_modules

## Prove it
test: setup-dev ## everything: checks, tests, tests on the system's PostgreSQL, journeys in a browser
	@scripts/test

test-unit: setup-dev ## the tests without browser: make test-unit ARGS="tests/recruit -k reject"
	@$(PYTEST) --ignore=tests/journeys $(ARGS)

test-database: setup-dev ## the database's tests of domain and engine on the system's own PostgreSQL
	@scripts/test-database $(ARGS)

test-journeys: setup-dev ## the real processes and a real browser
	@$(PYTEST) tests/journeys $(ARGS)

test-generations: setup-dev ## the journeys that speak to LinkedIn, once in each generation of its API
	@scripts/test-generations $(ARGS)

evidence: setup-dev ## is every point shown that Recruit promises? The journeys, and one page with their pictures: .evidence/evidence.html
	@RECRUIT_CHROMIUM="$$(scripts/chromium)" .venv/bin/python -m tests.journeys $(ARGS)

certify: setup-dev ## every known rule of LinkedIn's certification, on an installation of its own; the report is in build/certification
	@RECRUIT_CHROMIUM="$$(scripts/chromium)" .venv/bin/recruit certify --alone $(ARGS)

check: setup-dev ## the checks of make test that need no database: a minute before a commit
	@scripts/test checks

lint: setup-dev ## ruff, import contracts, templates
	@.venv/bin/ruff check . && .venv/bin/lint-imports && .venv/bin/djlint src --lint --quiet

format: setup-dev ## lay out the code
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

types: setup-dev ## mypy --strict on src
	@$(DJANGO) .venv/bin/mypy src

fuzz-sandbox: setup-dev ## twenty thousand calls by chance to LinkedIn's sandbox: not one may make it fall over
	@SANDBOX_FUZZ=$${SANDBOX_FUZZ:-20000} $(PYTEST) tests/linkedin_sandbox/test_fuzz.py $(ARGS)

fuzz-engine: setup-dev ## two hundred stories by chance on both sides of the engine, with LinkedIn failing: equal in the end?
	@ENGINE_FUZZ=$${ENGINE_FUZZ:-200} $(PYTEST) tests/linkedin_sync/test_machine.py $(ARGS)

fuzz-api: setup-dev ## calls by chance to the API, drawn from its own description: none may fail, all are answered as described
	@API_FUZZ=$${API_FUZZ:-100} $(PYTEST) --timeout=3600 tests/recruit_api/test_chance.py $(ARGS)

docs: setup-dev ## the pages of docs/ as a site with a search, in build/docs; a link that leads nowhere fails it
	@.venv/bin/python scripts/site/build.py

coverage-sandbox: setup-dev ## run the sandbox's tests and write down, in docs/sandbox-coverage.md, what they prove of LinkedIn's contract
	@rm -f docs/sandbox-coverage.json
	@SANDBOX_COVERAGE=$(CURDIR)/docs/sandbox-coverage.json $(PYTEST) tests/linkedin_sandbox tests/contract $(ARGS)
	@.venv/bin/python -m tests.linkedin_sandbox.coverage_page

## Look closer
screenshots: setup-dev ## pictures of every screen into .evidence/screenshots, and those of README and docs anew
	@$(PYTEST) tests/journeys/pictures.py $(ARGS)

bench-day: setup-dev ## how old is InMail when it appears, at a thousand seats and more? Simulated days; the last line is one JSON object
	@PYTHONPATH=src:. .venv/bin/python -m bench.day $(ARGS)

bench-export: setup-dev ## how fast is an export, there and back? The last line is one JSON object
	@PYTHONPATH=src:. .venv/bin/python -m bench.export $(ARGS)

bench-engine: setup-dev ## how well is LinkedIn's throttle used, by a backfill and by changes during it? Takes some 15 minutes
	@PYTHONPATH=src:. .venv/bin/python -m bench.engine $(ARGS)

bench-scale: setup-dev ## how fast are lists, searches and boards with a million candidates? The last line is one JSON object
	@PYTHONPATH=src:. .venv/bin/python -m bench.scale $(ARGS)

bench-screens: setup-dev ## how fast are the pages of a company with a million candidates? Keeps its database in .bench; BENCH_SIZE=50000 for a smaller one
	@PYTHONPATH=src:. .venv/bin/python -m bench.screens $(ARGS)

bench-sandbox: setup-dev ## how fast and how large is the sandbox with 100,000 members? The last line is one JSON object
	@PYTHONPATH=src:. .venv/bin/python -m bench.sandbox $(ARGS)

bench-duplicates: setup-bench ## how good and how fast is Recruit at finding one person twice, beside Splink and recordlinkage? Takes half an hour
	@PYTHONPATH=src:. build/bench-venv/bin/python -m bench.duplicates $(ARGS)

train-duplicates: setup-dev ## estimate anew what the signals of a possible duplicate weigh, from the made-up training part
	@PYTHONPATH=src:. $(DJANGO) .venv/bin/python -m bench.duplicates.training

plot-duplicates: setup-dev ## draw the pictures of docs/duplicates.md anew
	@PYTHONPATH=src:. $(DJANGO) .venv/bin/python -m bench.duplicates.plots

## Keep it up to date
lock: setup-dev ## compile requirements/*.in and package.json into the lock files
	@scripts/lock

.PHONY: setup-run setup-dev setup-bench
setup-run:
	@scripts/bootstrap run
setup-dev:
	@scripts/bootstrap dev
setup-bench: setup-dev
	@scripts/bench-venv
