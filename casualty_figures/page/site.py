"""The site: every page, picture, feed file and table by its path, and the folder that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from casualty_figures.page.changes_page import changes_page
from casualty_figures.page.figure_page import figure_page
from casualty_figures.page.markup import templates
from casualty_figures.page.references import References
from casualty_figures.page.rules_page import rules_page
from casualty_figures.page.source_page import source_page
from casualty_figures.page.start_page import start_page
from casualty_figures.using.exporting import package_files, whole_folder, write_files
from casualty_figures.using.feed import feed
from casualty_figures.using.figures import Catalogue
from casualty_figures.using.jsonld import jsonld_bytes
from casualty_figures.using.opened import OpenedPackage

STATIC = ("style.css", "script.js", "icon.svg")


def write_site(folder: Path, package: OpenedPackage, catalogue: Catalogue) -> list[str]:
    """Write the site below `folder`, all or nothing, and return the paths of its files.

    An earlier site there is replaced; a folder that holds anything else is refused with `ExportError`.
    """
    with whole_folder(folder) as stage:
        write_files(stage, package_files(package) | site(catalogue))
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def site(catalogue: Catalogue) -> dict[str, bytes]:
    """Every page, picture and feed file by its path; the same catalogue gives the same bytes."""
    return {
        **{name: files(__package__).joinpath(name).read_bytes() for name in STATIC},
        "croissant.json": jsonld_bytes(catalogue),
        **feed(catalogue),
        **dict(_pages(catalogue)),
    }


def _pages(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    environment, references = templates(), References(catalogue)
    environment.globals["package"] = catalogue.descriptor

    def page(folder: str, template: str, content: dict[str, Any]) -> tuple[str, bytes]:
        up = "../" * folder.count("/")
        return f"{folder}index.html", environment.get_template(template).render(content, up=up).encode("utf-8")

    content, pictures = start_page(references)
    yield from pictures.items()
    yield page("", "start.html", content)
    yield page("changes/", "changes.html", changes_page(catalogue))
    yield page("rules/", "rules.html", rules_page(references))
    for figure in catalogue.figures.values():
        yield page(f"figures/{figure.figure_id}/", "figure.html", figure_page(references, figure))
    for source in catalogue.sources.values():
        yield page(f"sources/{source.source_id}/", "source.html", source_page(references, source))
