# The two commands of the README are `make run` and `make test`; each does all the set-up it needs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

.PHONY: run test install check format soak hunt sample status confidence pictures snapshots bench lock clean

run: $(STAMP)
	@$(BIN)/annotator

test: $(STAMP)
	$(PYTEST) -n 2 -m "not soak" -q

install: $(STAMP)

# What a change must pass: format, lint, types, and the walls of the house.
check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PYTEST) -q tests/test_architecture.py
	$(BIN)/python packaging/audit.py

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The long runs: kill rounds, random analysts, large corpora.
soak: $(STAMP)
	$(PYTEST) -n 2 -m soak -q

# The same and the short ones, at random places that no run was at before; a seed repeats a run.
hunt: $(STAMP)
	seed=$${ANNOTATOR_SEED:-$$(date +%s)}; echo "ANNOTATOR_SEED=$$seed"; \
	ANNOTATOR_SEED=$$seed $(PYTEST) -n 2 -m "soak or not soak" -q

# The sample project's suggestions, as today's rules find them.
sample: $(STAMP)
	cd seeds && ../$(BIN)/annotator predict articles/*.txt -o sample.jsonl

# What the facts around a grade weigh for its status; after every change of the rules of status.
status: $(STAMP)
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/status.py

# What the reasons of a suggestion weigh; after every change of the rules.
confidence: $(STAMP)
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/confidence.py

# Fresh pictures for README and docs/GUIDE.md.
pictures: $(STAMP)
	$(BIN)/python docs/pictures/make.py

# The pictures that tests/gui/test_snapshots.py compares with.
snapshots: $(STAMP)
	ANNOTATOR_SNAPSHOTS=renew $(PYTEST) -n0 -q tests/gui/test_snapshots.py

bench: $(STAMP)
	$(BIN)/python benchmarks/window.py --quick
	$(BIN)/python benchmarks/project.py --quick
	$(BIN)/python benchmarks/exchange.py --quick
	$(BIN)/python benchmarks/copies.py --quick
	$(BIN)/python benchmarks/store.py --quick
	$(BIN)/python benchmarks/extraction.py --quick
	$(BIN)/python benchmarks/effort.py --quick

# Needs uv; the versions below are pinned for reasons that docs/adr/0004-locked-versions.md gives.
lock:
	printf 'PySide6-Essentials==6.9.3\nshiboken6==6.9.3\nnumpy==2.0.2\n' | uv pip compile \
	  pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header -c - -o requirements.lock

$(STAMP): requirements.lock pyproject.toml packaging/system_packages.sh
	@sh packaging/system_packages.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing packages (once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes \
	  --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps \
	  --no-build-isolation -e .
	@touch $(STAMP)

include packaging/installers.mk

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache
