# Everyday commands of perkim. Each one first installs what it needs (perkim/local/bootstrap.sh).

BOOTSTRAP = sh perkim/local/bootstrap.sh
PYTHON_HERE = .venv/bin/python
# Tests wait for servers, browsers and one another part of their time: one worker more than there are cores.
WORKERS = $(shell echo $$(( $$(nproc) + 1 )))
# Runs a command with PostgreSQL and Valkey of its own, apart from those of `make run`.
WITH_SERVERS = $(PYTHON_HERE) -m perkim.local servers

# Read once, not by every process that a test starts: what is compiled is kept, whatever the surroundings say.
export PYTHONDONTWRITEBYTECODE =
# mypy's Django plugin goes through sets: in some orders it misses what Django adds to a model.
IN_ONE_ORDER = PYTHONHASHSEED=0

.DEFAULT_GOAL := help
.PHONY: help run test test-slow test-chaos check bench requirements

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

run: ## Start the whole site on this machine; Ctrl-C stops it (PORT=8000, HOST=127.0.0.1, PYTHON=python3.12)
	@exec $(BOOTSTRAP) local $(PYTHON_HERE) -m perkim.local run

test: ## Run all tests but the slow ones (ARGS="-k name" narrows)
	@exec $(BOOTSTRAP) dev $(PYTHON_HERE) -m pytest -p tests.minutes -n $(WORKERS) --dist loadgroup -m "not slow" $(ARGS)

test-slow: ## Run the slow tests: browsers, faults, hostile files, whole starts
	@$(BOOTSTRAP) dev
	PERKIM_EXHAUSTIVE=others $(PYTHON_HERE) -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder -m "(slow or exhaustive) and not alone" $(ARGS)
	$(PYTHON_HERE) -m pytest -m "slow and alone" $(ARGS)

test-chaos: ## Kill the servers under the year of every programme, one after the other (CHAOS_SEED repeats a run)
	@$(BOOTSTRAP) dev
	CHAOS_PROGRAMME=all $(PYTHON_HERE) -m pytest -m slow tests/faults/test_chaos.py $(ARGS)

check: ## Linter, formatting of code and templates, types, import contracts, missing migrations, Django's own checks
	@$(BOOTSTRAP) dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djangofmt --check .
	.venv/bin/lint-imports
	$(IN_ONE_ORDER) $(WITH_SERVERS) .venv/bin/mypy
	$(WITH_SERVERS) $(PYTHON_HERE) manage.py makemigrations --check --dry-run
	$(WITH_SERVERS) $(PYTHON_HERE) manage.py check --fail-level WARNING

bench: ## Measure speed against references timed in the same run
	@$(BOOTSTRAP) dev
	$(WITH_SERVERS) $(PYTHON_HERE) -m benchmarks $(ARGS)

requirements: ## Pin all dependencies of pyproject.toml with hashes into requirements/
	@$(BOOTSTRAP) dev
	$(COMPILE) -o requirements/production.txt
	$(COMPILE) --extra local -o requirements/local.txt
	$(COMPILE) --extra dev -o requirements/dev.txt

COMPILE = .venv/bin/uv pip compile -q pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header $(UPGRADE)
