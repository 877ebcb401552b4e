# Every command of this project. Plain `make` lists them. Needs Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
PEOPLE ?= 20000
SEED ?= 1
VENV = .venv
PY = $(VENV)/bin/python
UV_LOCK = uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.PHONY: help demo demo-stop test check lint lock messages seed bench bench-join bench-mixing bench-notices bench-search bench-paths bench-arms bench-matching drill venv venv-dev

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' Makefile

demo: ## a living alumni network on http://127.0.0.1:PORT (PORT=8000 DATA_DIR=var)
	@STEP="[1/7] " $(PYTHON) config/demo/venv.py requirements.txt
	@exec $(PY) -m config.demo.run --port "$(PORT)" --data-dir "$(DATA_DIR)"

demo-stop: ## stops the demo of DATA_DIR from another shell
	@$(PYTHON) config/demo/venv.py --present
	@$(PY) -m config.demo.stop --data-dir "$(DATA_DIR)"

venv:
	@$(PYTHON) config/demo/venv.py requirements.txt

venv-dev:
	@$(PYTHON) config/demo/venv.py requirements/dev.txt

test: venv-dev ## the whole suite, on a PostgreSQL and a Redis of its own (ARGS="tests/accounts -x")
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

check: lint ## what lint says, and the structure tests
	@$(PY) -m pytest tests/structure -q -n auto

lint: venv-dev ## style, contracts, types, migrations, production settings
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/mypy config accounts alumni programs
	$(VENV)/bin/djlint templates --lint --quiet
	$(PY) manage.py makemigrations --check --dry-run
	KANAE_ENV=production DATABASE_URL=postgresql://kanae@127.0.0.1/kanae REDIS_URL=redis://127.0.0.1:6379/0 \
	  EMAIL_URL=smtp+tls://127.0.0.1:587 SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	  SESSION_NOTE_KEYS=$$($(PY) -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())') \
	  ALLOWED_HOSTS=kanae.example SITE_URL=https://kanae.example DEBUG=0 \
	  $(PY) manage.py check --deploy --fail-level WARNING

lock: ## resolves requirements/*.in anew into the two lock files
	$(UV_LOCK) requirements/requirements.in -o requirements.txt
	$(UV_LOCK) -c requirements.txt requirements/dev.in -o requirements/dev.txt

messages: venv-dev ## collects the Japanese sentences into locale/en and compiles it
	@$(PY) manage.py makemessages -l en --no-obsolete --no-wrap -i .venv -i var -i tests -i benchmarks -i node_modules
	@$(PY) -c 'import pathlib, polib; [polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo"))) for po in pathlib.Path("locale").rglob("*.po")]'

seed: venv ## a plausible network of any size (PEOPLE=20000 SEED=1)
	@DATA_DIR="$(DATA_DIR)" $(PY) manage.py seed --people $(PEOPLE) --seed $(SEED)

bench: venv-dev ## the benchmarks
	@$(PY) -m pytest benchmarks -q -n0 $(ARGS)

bench-join: venv-dev ## a thousand people for fifty seats over HTTP, into docs/benchmarks.md (ARGS="--people 200 --pretix PYTHON")
	@$(PY) -m benchmarks.join $(ARGS)

bench-mixing: venv-dev ## groups that mix beside CP-SAT, greedy and chance, into docs/benchmarks.md (ARGS="--rival PYTHON --seconds 30")
	@$(PY) -m benchmarks.mixing $(ARGS)

bench-notices: venv-dev ## telling people against the plainest way, into docs/benchmarks.md
	@$(PY) -m benchmarks.notices $(ARGS)

bench-search: venv-dev ## finding people at 10,000 and 100,000, into docs/benchmarks.md (ARGS="--people 1000000")
	@$(PY) -m benchmarks.search $(ARGS)

bench-paths: venv-dev ## paths of introduction over twelve million steps, into docs/benchmarks.md (ARGS="--people 100000")
	@$(PY) -m benchmarks.paths $(ARGS)

bench-arms: venv-dev ## suggestions at arm's length over 100,000 people, into docs/benchmarks.md (ARGS="--people 20000")
	@$(PY) -m benchmarks.arms $(ARGS)

bench-matching: venv-dev ## suggestions over 100,000 offers, and who gains on an invented ground truth, into docs/benchmarks.md
	@$(PY) -m benchmarks.matching $(ARGS)

drill: venv-dev ## kills mail workers, Redis and PostgreSQL at work, into docs/reliability.md (ARGS="--people 20000 --kills 24")
	@$(PY) -m benchmarks.drill $(ARGS)
