# On a fresh machine: `make demo` shows what it does, `make test` proves it. Everything else is for those who work on it.
PYTHON ?= python3
VENV   ?= .venv
BENCH  ?= ../shared/bench
PAGE   ?= fixtures/demo/page.txt

.PHONY: demo test check docs eval learn bench tidy

demo: $(VENV)/.installed
	@echo "=== $(PAGE), as a scraper stored it: $$(wc -l < $(PAGE)) lines, the last of them"
	@tail -n 12 $(PAGE)
	@echo
	@echo "=== clean $(PAGE)"
	@$(VENV)/bin/clean $(PAGE)

test: $(VENV)/.ready
	$(VENV)/bin/python -m pytest -q

check: $(VENV)/.ready
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/python -m pytest -q tests/test_layers.py tests/test_imports.py tests/test_docs.py
	$(VENV)/bin/cleaner rules check

docs: $(VENV)/.ready
	$(VENV)/bin/cleaner rules reference >$(VENV)/reference.md
	mv $(VENV)/reference.md cleaner/rules/REFERENCE.md
	$(VENV)/bin/python -m cleaner.manual

eval: $(VENV)/.ready
	$(VENV)/bin/cleaner eval $(BENCH) --cv 5

learn: $(VENV)/.ready
	$(VENV)/bin/cleaner learn $(BENCH)

bench: $(VENV)/.ready
	$(VENV)/bin/cleaner bench $(BENCH)

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, as in: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --editable .
	@$(VENV)/bin/python -m compileall -q cleaner  # as pip does when it is no editable install: half of a start's time
	@touch $@

$(VENV)/.ready: $(VENV)/.installed
	$(VENV)/bin/python -m pip install --quiet --editable '.[dev]'
	@touch $@

tidy:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
