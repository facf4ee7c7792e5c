# Everything a newcomer needs: `make demo` shows the program, `make test` checks it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test check quality lock clean
.DEFAULT_GOAL := help

help:
	@echo "make demo     install what the program needs and read the sample articles"
	@echo "make test     install the tools too and run every check"
	@echo "make quality  score the development gold (needs SHARED=../shared)"
	@echo "make lock     renew the lock files of versions and hashes"

$(BIN)/depeche: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .

$(VENV)/.dev: $(BIN)/depeche requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(BIN)/depeche
	@$(BIN)/depeche demo

test: $(VENV)/.dev
	$(MAKE) check

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

quality: $(BIN)/depeche
	$(BIN)/python tools/quality.py --shared $(SHARED)

lock: $(VENV)/.dev
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra build -o requirements/run.txt pyproject.toml
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --allow-unsafe --extra build --extra dev -c requirements/run.txt -o requirements/dev.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist
