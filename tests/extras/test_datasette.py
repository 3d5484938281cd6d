"""The SQLite file served by Datasette as it is, and asked over HTTP."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import casualty_figures
from tests.using.conftest import TOLL

Ask = Callable[[str], str]


@pytest.fixture(scope="module")
def ask(exported: Path) -> Iterator[Ask]:
    """Ask a Datasette of this machine, on a port of its own, for a page."""
    program = Path(sys.executable).with_name("datasette")
    command = [str(program), "serve", "--immutable", "casualty-figures.sqlite", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, cwd=exported, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            started = (re.search(r"running on (http://127\.0\.0\.1:\d+)", line) for line in server.stderr)
            address = next((found[1] for found in started if found), "")
            assert address, "Datasette has ended"

            def page(path: str) -> str:
                with urllib.request.urlopen(f"{address}/casualty-figures{path}", timeout=20) as answer:
                    content: bytes = answer.read()
                    return content.decode("utf-8")

            yield page
        finally:
            server.terminate()


def test_every_table_and_the_view_of_claims_are_served(ask: Ask) -> None:
    described = json.loads(ask(".json"))
    counts = {table["name"]: table["count"] for table in described["tables"]}
    assert counts == {"about": 5} | {name: len(casualty_figures.load(name)) for name in casualty_figures.tables()}
    assert [view["name"] for view in described["views"]] == ["claims"]


def test_a_figure_comes_with_claimant_origins_and_caveat(ask: Ask) -> None:
    (row,) = json.loads(ask(f"/claims.json?_shape=array&figure_id={TOLL}"))
    toll = casualty_figures.figure(TOLL)
    assert (row["value"], row["value_low"], row["value_high"]) == (800, 801, None)
    assert (row["claimant"], row["origins"], row["caveat"]) == (toll.claimant, toll.origins, toll.caveat)


def test_a_row_of_the_table_links_to_the_rows_that_its_keys_name(ask: Ask) -> None:
    page = ask(f"/figures?figure_id={TOLL}")
    for table, row_id in (("places", "aleppo_governorate_rebel_held"), ("parties", "syria_civil_defence")):
        assert f'href="/casualty-figures/{table}/{row_id}"' in page


def test_a_figures_page_leads_to_its_evidence(ask: Ask) -> None:
    assert f'href="/casualty-figures/evidence?figure_id={TOLL}"' in ask(f"/figures/{TOLL.replace('.', '~2E')}")


def test_the_file_says_what_it_is(ask: Ask) -> None:
    said = {row["what"]: row["says"] for row in json.loads(ask("/about.json?_shape=array"))}
    assert said["version"] == casualty_figures.metadata()["version"]
    assert said["citation"] == casualty_figures.load("figures").attrs["citation"]
