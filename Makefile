# Thin doors to start.py, which does the work and sets up what is missing.
PYTHON ?= python3

.PHONY: run test setup bench geodata lock

run:
	$(PYTHON) start.py

test:
	$(PYTHON) start.py test

setup:
	$(PYTHON) start.py setup --test

bench: setup
	.venv/bin/python -m benchmarks

geodata: setup
	.venv/bin/python -m geodata.build

lock:
	$(PYTHON) start.py lock
