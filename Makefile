# `make report` and `make test` set up what they need in .venv and run.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: report test lab bench lock clean

report: .venv/ready
	$(BIN)/framing report data/articles --out reports

test: .venv/ready
	$(BIN)/python -m pytest

bench: .venv/ready
	$(BIN)/python benchmarks/report.py data/articles/05-beggars-banquet.txt
	$(BIN)/python benchmarks/sentiment.py data/labelled/sentiment/actors-train-f.jsonl

lab: .venv/ready
	$(BIN)/jupyter lab notebooks

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Pin every version anew (needs uv).
lock:
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
	  --python-version 3.11 --group dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv reports build dist
