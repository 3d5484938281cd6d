"""What pytest passes over in `make test`: reading corpora has an environment of its own, `make test-corpus`."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("duckdb") else ["casualty_figures/corpus/*", "tests/corpus/*"]
