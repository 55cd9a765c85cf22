# Thin doors to start.py, which does the work and sets up what is missing.
PYTHON ?= python3

.PHONY: run test check setup wheel bench geodata lock

run:
	$(PYTHON) start.py

test:
	$(PYTHON) start.py test

check: setup
	.venv/bin/python -m ruff check
	.venv/bin/python -m ruff format --check
	.venv/bin/python -m mypy

setup:
	$(PYTHON) start.py setup --test

wheel: setup
	.venv/bin/python -m hatchling build -t wheel

bench: setup
	.venv/bin/python -m benchmarks

geodata: setup
	.venv/bin/python -m geodata.build

lock:
	$(PYTHON) start.py lock
