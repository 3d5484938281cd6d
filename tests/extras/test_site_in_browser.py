"""The site as people meet it, in a real browser: by mouse, keyboard and ear, small and large, light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

import casualty_figures
from casualty_figures.page.site import site
from casualty_figures.using.exporting import write_files
from casualty_figures.using.figures import Catalogue
from tests.extras.browsers import chromium, complaints, served

TOLL = "meo-2016-10-25-aleppo.17"
HOSTILE = "</script></pre><img src=x onerror=alert(1)><svg onload=alert(2)>\"' {{ 7*7 }} &amp; <b>"
PAGES = (
    "index.html",
    f"figures/{TOLL}/index.html",
    "figures/meo-2016-10-25-aleppo.10/index.html",
    "sources/meo-2016-10-25-aleppo/index.html",
    "changes/index.html",
    "rules/index.html",
)
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
FOREIGN = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A paper</title><style>
* {{ margin: 0; }} body {{ font: 18px/1.5 sans-serif; background: {ground}; color: {ink}; padding: 1rem; }}
a {{ color: {link}; }} figure {{ text-align: center; }} p {{ font-style: italic; }}
</style></head><body><main><h1>A story</h1><p>Some words.</p>{embed}<p>More words.</p></main></body></html>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of all tests here."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(site_folder: Path) -> Iterator[str]:
    """The site, served."""
    with served(site_folder) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a past, wide and light."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page."""
    return context.new_page()


def violations(page: Page) -> list[str]:
    """What axe finds: rule and place."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{one['id']}: {node['html']}: {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, address: str, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    said = complaints(page)
    for path in PAGES:
        page.goto(address + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert said == []
    context.close()


def test_it_works_from_files_without_a_network(context: BrowserContext, site_folder: Path) -> None:
    context.set_offline(True)
    page = context.new_page()
    said = complaints(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site_folder / "index.html").as_uri())
    assert page.locator("#filter").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 247)"
    assert all(page.locator("picture img").evaluate_all("all => all.map(one => one.complete && one.naturalWidth > 0)"))
    page.locator("#table th a").first.click()
    assert page.locator("h1 data").is_visible()
    assert all(one.startswith("file:") for one in asked)
    assert said == []


def test_it_is_whole_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#table tbody tr:visible").count() == len(casualty_figures.catalogue().figures)
    assert not page.locator("#filter").is_visible()
    page.goto(f"{address}figures/{TOLL}/")
    assert page.locator("#cite-text").is_visible()
    assert page.locator("button:visible").count() == 0
    context.close()


def test_search_and_filter_keep_the_rows_that_fit_and_say_how_many(page: Page, address: str) -> None:
    page.goto(address)
    figures = casualty_figures.catalogue().figures.values()
    shown = page.locator("#table tbody tr:visible")
    page.get_by_label("Measure").select_option(label="killed")
    killed = [one for one in figures if one.measure_id == "killed"]
    assert shown.count() == len(killed)
    assert page.get_by_role("status").inner_text() == f"{len(killed)} of {len(figures)} figures"
    page.get_by_label("Search").fill("800 civilians")
    assert shown.locator("th a").all_inner_texts() == ["More than 800 civilians killed"]
    page.get_by_label("Search").fill("no such words")
    assert shown.count() == 0
    page.get_by_label("Search").fill("")
    page.get_by_label("Measure").select_option("")
    page.get_by_label("Said by").select_option(label="Russia")
    roots = [one for one in figures if one.catalogue.root_name(one) == "Russia"]
    assert shown.count() == len(roots)
    page.get_by_label("Said by").select_option("")
    page.get_by_label("Article").select_option("meo-2016-10-25-aleppo")
    assert shown.count() == len([one for one in figures if one.source_id == "meo-2016-10-25-aleppo"])


def test_the_buttons_copy_the_citations_and_the_snippet(context: BrowserContext, page: Page, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}figures/{TOLL}/index.html")
    figure = casualty_figures.figure(TOLL)
    for name, wanted in (("text", figure.cite()), ("bibtex", figure.cite("bibtex")), ("csl", figure.cite("csl"))):
        button = page.locator(f"[data-copies=cite-{name}]")
        button.click()
        page.wait_for_function("button => button.textContent === 'Copied'", arg=button.element_handle())
        assert page.evaluate("navigator.clipboard.readText()").strip() == wanted.strip()


def test_where_the_clipboard_is_closed_the_text_is_marked(context: BrowserContext, page: Page, address: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))")
    page.goto(f"{address}figures/{TOLL}/index.html")
    page.locator("[data-copies=cite-text]").click()
    page.wait_for_function("getSelection().toString().length > 0")
    assert page.evaluate("getSelection().toString()").strip() == casualty_figures.figure(TOLL).cite().strip()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "colours", [("#ffffff", "#111111", "#0000cc"), ("#101418", "#e8e8e8", "#9ecbff")], ids=["light", "dark"]
)
def test_the_embedded_figure_is_at_home_in_a_foreign_page(
    page: Page, site_folder: Path, width: int, colours: tuple[str, str, str]
) -> None:
    ground, ink, link = colours
    page.goto((site_folder / "figures" / TOLL / "index.html").as_uri())
    embed = page.locator("#embed-code").inner_text()
    page.set_viewport_size({"width": width, "height": 900})
    said = complaints(page)
    page.goto("about:blank")
    page.set_content(FOREIGN.format(ground=ground, ink=ink, link=link, embed=embed))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    figure = page.locator("figure")
    words = figure.inner_text()
    for part in ("More than 800 civilians killed", "According to Syria Civil Defence", "Middle East Observer", TOLL):
        assert part in words
    assert figure.locator("data").get_attribute("value") == "801/.."
    assert figure.locator("time").get_attribute("datetime") == "2016-10-25"
    assert figure.locator("a").get_attribute("href") == casualty_figures.figure(TOLL).deep_link
    assert figure.evaluate("one => getComputedStyle(one).textAlign") == "start"
    assert figure.locator("p").evaluate("one => getComputedStyle(one).fontStyle") == "normal"
    assert said == []


@pytest.mark.parametrize("path", [PAGES[0], PAGES[1]])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    wanted = page.locator("a:visible, button:visible, input:visible, select:visible").count()
    reached: set[str] = set()
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
              const one = document.activeElement, look = getComputedStyle(one);
              const all = [...document.querySelectorAll("a, button, input, select")];
              return [one.tagName, all.indexOf(one), look.outlineStyle, parseFloat(look.outlineWidth)];
            }"""
        )
        if at[0] == "BODY":
            break
        assert at[2] != "none", at
        assert at[3] >= 2, at
        if at[1] >= 0:
            reached.add(str(at[1]))
    assert len(reached) == wanted


def test_the_first_key_leads_past_the_head(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("one => one.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_it_prints_dark_on_white_without_controls(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(34, 33, 31)"
    assert not page.locator("#filter").is_visible()
    assert page.locator("#table tbody tr:visible").count() == len(casualty_figures.catalogue().figures)
    context.close()


def test_hostile_words_stay_words(page: Page, tmp_path: Path) -> None:
    package = casualty_figures.catalogue()
    tables = {name: frame.copy() for name, frame in package.tables.items()}
    for name, columns in {
        "figures": ("printed", "caveat"),
        "sources": ("publisher", "title"),
        "parties": ("name",),
        "places": ("name",),
        "populations": ("label",),
        "evidence": ("printed", "means"),
        "measures": ("label", "definition"),
    }.items():
        for column in columns:
            tables[name][column] = HOSTILE
    write_files(tmp_path, site(Catalogue(tables, package.schemas, package.descriptor, package.sha256)))
    said = complaints(page)
    for path in PAGES:
        page.goto((tmp_path / path).as_uri())
        page.wait_for_load_state("networkidle")
        assert page.locator("img[src=x], svg[onload], main b:not(.letter)").count() == 0, path
        assert "{{ 7*7 }}" in page.content(), path
    page.goto((tmp_path / PAGES[0]).as_uri())
    described = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert described["isBasedOn"][0]["publisher"]["name"] == HOSTILE
    assert said == []


@pytest.mark.parametrize(("in_ci", "outcome"), [("true", pytest.fail.Exception), ("false", pytest.skip.Exception)])
def test_without_a_browser_these_tests_are_skipped_but_fail_in_ci(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, in_ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", in_ci)
    with pytest.raises(outcome, match="apt-get install chromium"), chromium():
        pass
