"""The page that `casualty-figures view` writes, in a real browser: small and dark, large and light, hostile text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from casualty_figures.commands import main
from tests.extras.browsers import chromium, complaints

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'></p></section><style>*{display:none}</style>"
TEXT = f"""Strikes on Velmar market: what is known

At least 14 people, including five children, were killed when shells hit a market in Velmar on Tuesday, the mayor said.

Nearly 2,000 households fled to Kestan on Wednesday, the Red Cross said. {HOSTILE}

See {"an-address-without-any-end/" * 12} for more. Two officers{HOSTILE} were injured in Velmar{HOSTILE}.
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of all tests here."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page as the command writes it."""
    path = tmp_path_factory.mktemp("view") / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["view", str(path), "--published", "2021-03-04"]) == 0
    return Path(path).with_suffix(".html").as_uri()


@pytest.fixture(params=[(320, "dark"), (1280, "light")], ids=["small_and_dark", "large_and_light"])
def page(request: Any, browser: Browser) -> Iterator[Page]:
    """An empty page, small and dark or large and light."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def test_nothing_is_cut_off_nothing_runs_and_nothing_is_fetched(page: Page, written: str) -> None:
    said = complaints(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(written)
    for receipts in page.locator("summary").all():
        receipts.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("article").count() >= 4
    assert all(card.is_visible() for card in page.locator("article").all())
    assert page.locator("main script, main img, main style").count() == 0
    assert page.locator("main").inner_text().count("<script>alert(1)</script>") >= 3
    assert asked == [written]
    assert said == []


def test_axe_finds_nothing_that_shuts_people_out(page: Page, written: str) -> None:
    page.goto(written)
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []


def test_a_figure_lights_up_its_words_and_no_others(page: Page, written: str) -> None:
    page.goto(written)
    ground = "node => getComputedStyle(node).backgroundColor"
    paper = page.locator(".of-2").first.evaluate(ground)
    page.locator("#figure-2 h2 a").focus()
    assert page.locator(".of-2").first.evaluate(ground) != paper
    others = page.locator("mark:not(.of-2)")
    assert others.count() > 0
    assert set(others.evaluate_all(f"all => all.map({ground})")) == {paper}
