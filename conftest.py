"""What pytest passes over in `make test-core`: what has an extra is tested in an environment of its own."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore_glob = (
    []
    if find_spec("duckdb")
    else ["casualty_figures/corpus/*", "casualty_figures/page/*", "tests/extras/*", "tests/long/*"]
)
