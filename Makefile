# make run    extract the bundled corpus and show the first records
# make test   run the tests
# make lint   ruff, mypy and the import contracts
# make gate   the gold in order, no score below its floor
# make docs   renew the sample run and the generated parts of README.md
# make benchmark   measure speed, renew docs/performance.md (some minutes; leave the machine alone meanwhile)
# Each makes what it needs of .venv first; after a change of pyproject.toml it is brought up to date.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint gate docs benchmark clean

SAMPLE := corpus/articles/train/h01-cku-investment-agreement.txt corpus/articles/dev/b08-kenya-germany-migration.txt

run: $(VENV)/.installed
	$(BIN)/pactwire extract corpus/articles --out outputs/corpus --format table

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

gate: $(VENV)/.installed-dev
	$(BIN)/pactwire corpus check
	$(BIN)/pactwire evaluate --split dev --gate --brief

# The model by its relative path, so that run.json does not hold the path of somebody's checkout.
docs: $(VENV)/.installed-dev
	rm -rf outputs/sample
	$(BIN)/pactwire extract $(SAMPLE) --model pipeline/model/en_pactwire_core --out outputs/sample --force
	rm -rf outputs/sample/.pactwire
	$(BIN)/python docs/render.py

benchmark: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.speed --articles 36 --repeats 3 --json benchmarks/speed.json
	$(BIN)/python docs/render.py

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Pactwire needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11; name another: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

# The development install holds the plain one too, so that `make run` after `make test` installs nothing.
$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(VENV)/.installed $@
