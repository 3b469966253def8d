# The README's commands. Everything happens in .venv beside this file; nothing is installed system-wide except
# the servers that tests need (scripts/install-test-servers, only where they are missing).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check bench accuracy torture servers clean lock

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[dev]"
	touch $(STAMP)

demo: $(STAMP)            ## the whole loop with nothing to set up; stop it with Ctrl+C
	$(BIN)/followup demo

servers:                  ## what tests talk to: Dovecot, mbsync, notmuch (only where missing)
	bash scripts/install-test-servers

test: $(STAMP) servers    ## all tests, against real servers on loopback
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(STAMP) servers   ## ruff, mypy --strict, import contracts, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy assistant tests bench
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: $(STAMP) servers   ## ratios against mbsync + notmuch in one run; BENCH=full for 50,000 mails
	$(BIN)/python -m bench.run

accuracy: $(STAMP)        ## precision and recall of understanding
	$(BIN)/python -m bench.accuracy

torture: $(STAMP) servers ## repeats of the fault and kill tests; 25,000 broken mails
	TORTURE=25 $(BIN)/python -m pytest -q tests/drafts tests/mail tests/facts/parsing/test_broken_mail.py

lock:                     ## renew requirements.lock from nothing (names and versions only)
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	build/lock/bin/python -m pip freeze --exclude-editable > requirements.lock
	rm -rf build/lock

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache
