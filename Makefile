# Two commands for a newcomer: `make dataset` and `make test`. Each sets up its own environment in .venv.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/ready

.PHONY: dataset test test-packages test-readers test-labelstudio test-browser test-cluster check evaluate format schema findings confidence accuracy agreement benchmarks lock clean

dataset: $(READY)  ## build dist/ from corpus/ and show what load_dataset sees
	$(RUN) scripts/build_corpus.py

test: $(READY)  ## run the tests
	$(RUN) -m pytest

test-packages: $(READY)  ## run the tests that install packages from the registry
	$(RUN) -m pytest -m packages

test-readers: $(READY)  ## read a release with jq, Node and R too
	scripts/readers.sh

test-labelstudio: $(READY)  ## run the tests that talk with a real Label Studio, in an environment of its own
	PYTHON=$(PYTHON) scripts/label_studio.sh

test-cluster: $(READY)  ## annotate on a Dask cluster, read from and write to an S3 server, both on loopback
	$(RUN) -m pytest -m cluster

test-browser: $(READY)  ## look at the pages of `ontherecord site` in Chromium
	scripts/browser.sh

check: $(READY)  ## lint, types, generated pages
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(RUN) scripts/schema_readme.py --check
	$(RUN) scripts/findings_page.py --check
	$(RUN) scripts/assign_splits.py --check
	$(RUN) -m ontherecord.gold corpus/gold

evaluate: $(READY)  ## how good the annotator is on the corpus; fails where a figure is under its floor
	$(RUN) scripts/evaluate_corpus.py --floors corpus/floors.json

format: $(READY)  ## format the code
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

schema: $(READY)  ## write schema/README.md from the schema
	$(RUN) scripts/schema_readme.py

findings: $(READY)  ## write docs/findings.md from the finding codes
	$(RUN) scripts/findings_page.py

confidence: $(READY)  ## fit the confidence of quotations to the train split
	$(RUN) scripts/build_corpus.py
	$(RUN) -m ontherecord retrain dist --only confidence -o src/ontherecord/annotate

accuracy: $(READY)  ## write docs/accuracy.md
	$(RUN) scripts/accuracy_page.py

agreement: $(READY)  ## write docs/agreement.md from the articles that were annotated twice
	$(RUN) scripts/agreement.py corpus/gold/first corpus/gold/second > docs/agreement.md.new
	mv docs/agreement.md.new docs/agreement.md

benchmarks: dataset  ## write docs/benchmarks.md: an hour or more, in an environment of its own, with the peers
	$(PYTHON) -m venv .venv-benchmarks
	.venv-benchmarks/bin/python -m pip install --quiet --require-hashes --requirement requirements.lock
	.venv-benchmarks/bin/python -m pip install --quiet --require-hashes --no-deps --requirement benchmarks/requirements-peers.txt
	.venv-benchmarks/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	.venv-benchmarks/bin/python -m benchmarks --kept build/benchmarks
	rm -r build/benchmarks

lock:  ## pin all dependencies anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras --group dev --no-header \
		--no-emit-index-url --upgrade pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) .venv-labelstudio .venv-benchmarks dist build

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --require-hashes --requirement requirements.lock
	$(RUN) -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
