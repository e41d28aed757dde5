# Plain commands for machines without make stand in the README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HF_HUB_OFFLINE := 1
export ANONYMIZED_TELEMETRY := False

.PHONY: demo install install-dev test check lint serve eval clean

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

# Everything that `make test` leaves out: linters, the browser, PostgreSQL (where SAFEGUARDING_TEST_DATABASE_URL is set), and the gate.
check: lint
	$(BIN)/python -m pytest -m "browser or database" --ignore=tests/ingest/desk/test_in_browser.py
	# A process of its own: Playwright's loop of one suite must not meet that of another.
	$(BIN)/python -m pytest -m browser tests/ingest/desk/test_in_browser.py
	$(BIN)/safeguarding ingest --data-dir .demo --yes
	$(BIN)/safeguarding eval must_answer starter --data-dir .demo --gate

serve: $(VENV)/.installed
	$(BIN)/safeguarding serve --data-dir .demo

eval: $(VENV)/.installed-dev
	$(BIN)/safeguarding eval starter must_answer --data-dir .demo

clean:
	rm -rf $(VENV) .demo build *.egg-info
