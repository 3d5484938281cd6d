# Everything starts from a bare clone: Python 3.11 or newer, git and make.
PYTHON ?= python3
PIP_INSTALL = bin/python -m pip install --quiet --disable-pip-version-check --no-deps
# one environment and one lock file per dependency group of pyproject.toml
GROUPS = test extras benchmark fuzz trust
# tests of what has an extra; `make test-core` passes over them
EXTRA_TESTS = tests/extras casualty_figures/corpus casualty_figures/fetch.py casualty_figures/page

.DEFAULT_GOAL := build
.PHONY: build check site test test-core test-extras test-long bench-corpus bench-reading bench-growth fuzz trust mutants lock clean

build: .venv/installed  ## rebuild the package from sources/ and vocabulary/
	.venv/bin/python build.py

check: .venv/installed  ## say whether the committed package is what its sources give
	.venv/bin/python build.py --check

site: .venv-extras/installed  ## the pages for people, in site/
	.venv-extras/bin/python build.py --site site
	@echo "Open site/index.html, or run \`$(PYTHON) -m http.server --directory site\` and open http://localhost:8000/"

test: test-core test-extras  ## lint, types and every test

test-core: .venv-test/installed
	.venv-test/bin/ruff check .
	.venv-test/bin/ruff format --check .
	.venv-test/bin/mypy
	.venv-test/bin/python -m pytest -q -n 2

test-extras: .venv-extras/installed .venv-cffconvert/installed .venv-node/installed  ## the tests of what has an extra
	.venv-extras/bin/python -m pytest -q -n 2 $(EXTRA_TESTS)

test-long: .venv-extras/installed  ## runs over corpora that are stopped by force, in a few minutes
	.venv-extras/bin/python -m pytest -q tests/long

bench-corpus: .venv-benchmark/installed  ## speed, memory and cost of corpora
	.venv-benchmark/bin/python -W ignore benchmarks/corpus.py

bench-reading: .venv-benchmark/installed  ## the reader's speed beside its peers'; GOLD=DIR for texts of your own
	.venv-benchmark/bin/python -W ignore benchmarks/reading.py $(if $(GOLD),--gold $(GOLD))

bench-growth: .venv-test/installed  ## how the reader's time grows from 1 kB to 10 MB, adversarial texts included
	.venv-test/bin/python benchmarks/growth.py

fuzz: .venv-fuzz/installed  ## look for a text that the reader cannot take; SECONDS=300
	.venv-fuzz/bin/python benchmarks/fuzzing.py -max_total_time=$(or $(SECONDS),300)

.venv/installed: requirements.lock
	$(call environment,.venv,requirements.lock)

.venv-%/installed: requirements-%.lock
	$(call environment,.venv-$*,requirements-$*.lock)

# the schema of CITATION.cff; what cffconvert needs would drag down every other version, so it is only unpacked
.venv-cffconvert/installed: requirements-cffconvert.lock .venv-extras/installed
	rm -rf .venv-cffconvert
	.venv-extras/$(PIP_INSTALL) --require-hashes --target .venv-cffconvert -r requirements-cffconvert.lock
	touch $@

# the npm package `datapackage`; without Node, or a registry that npm reaches, its test says that it was skipped
.venv-node/installed: $(wildcard tests/extras/node/*)
	rm -rf .venv-node
	if command -v npm >/dev/null; then cp -r tests/extras/node .venv-node && \
	  { npm ci --prefix .venv-node --ignore-scripts --no-audit --no-fund --silent --fetch-retries=1 && touch $@ || \
	    { [ "$$CI" != true ] && echo "npm could not fetch its packages; their test will be skipped"; }; }; fi

trust: .venv-trust/installed .venv-extras/installed  ## prove that what is wrong gets caught, in about twenty minutes
	.venv-trust/bin/python -m trust
	.venv-extras/bin/python -m trust corpus

mutants: .venv-trust/installed  ## change the code everywhere, not in a sample, to see whether a test notices; hours
	.venv-trust/bin/python -m trust.mutants

lock: .venv-lock/installed  ## resolve the lock files again, newest versions that pyproject.toml allows
	for group in "" $(GROUPS); do \
	  .venv-lock/bin/uv pip compile pyproject.toml --group $${group:-build} \
	    $$(case "$$group" in extras) echo --all-extras;; benchmark) echo --extra corpus;; esac) \
	    --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade --quiet \
	    --output-file requirements$${group:+-$$group}.lock || exit 1; \
	done

.venv-lock/installed:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	touch $@

clean:  ## take away the environments and caches
	rm -rf .venv .venv-* .build-* .mypy_cache .ruff_cache .pytest_cache .hypothesis .fuzz

define environment
	@$(PYTHON) -c "import sys; sys.exit('Python 3.11 or newer is needed: make PYTHON=...' if sys.version_info < (3, 11) else 0)"
	rm -rf $(1)
	$(PYTHON) -m venv $(1)
	$(1)/$(PIP_INSTALL) --require-hashes -r $(2)
	$(1)/$(PIP_INSTALL) --no-build-isolation --editable .
	touch $@
endef
