"""Rules of evidence: the marks of a source lie in one text, tell where each phrase stands, and hold few words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from casualty_figures.package.issues import Issue
from casualty_figures.package.resolve import deep_link
from casualty_figures.package.tables import Tables, records, row_keys

LONGEST_RUN_WORDS = 8
COUNTING_ROLES = ("figure", "event")
"""Roles of the phrase that a claim stands on, the better first."""


def evidence_issues(tables: Tables) -> Iterator[Issue]:
    """Every rule of evidence that the tables break."""
    yield from _claims_without_evidence(tables)
    yield from _outside_text(tables)
    yield from _deep_links(tables)
    located = tables["evidence"].dropna(subset=["start", "end", "paragraph", "sentence_sha256"])
    located = located.assign(key=row_keys("evidence", located)).sort_values(["start", "end"], kind="stable")
    for source_id, marks in located.groupby(located["figure_id"].str.rpartition(".")[0]):
        yield from _long_runs(str(source_id), marks)
        yield from _torn_texts(marks)
    for _, marks in located.groupby("figure_id"):
        yield from _carried(marks)


def counting_marks(evidence: pd.DataFrame) -> pd.DataFrame:
    """The mark that each figure stands on: its number phrase, else its first event word.

    >>> marks = pd.DataFrame({"figure_id": ["x.01", "x.01"], "mark": ["01", "02"], "role": ["event", "figure"]})
    >>> counting_marks(marks)["mark"].to_list()
    ['02']
    """
    counting = evidence[evidence["role"].isin(COUNTING_ROLES)]
    rank = counting["role"].map(COUNTING_ROLES.index)
    return counting.assign(rank=rank).sort_values(["figure_id", "rank", "mark"]).drop_duplicates("figure_id")


def _claims_without_evidence(tables: Tables) -> Iterator[Issue]:
    marked = tables["evidence"].groupby("figure_id")["role"].agg(set).to_dict()
    figures = tables["figures"]
    for figure_id, voice, printed in zip(figures["figure_id"], figures["voice"], figures["printed"], strict=True):
        roles = marked.get(figure_id, set())
        if not roles & set(COUNTING_ROLES):
            yield Issue("evidence", figure_id, "role", "", "has a figure mark or an event mark", "mark the phrase")
        if voice != "narrator" and "claimant" not in roles:
            rule = "has a claimant mark, or the narrator speaks"
            yield Issue("evidence", figure_id, "role", printed, rule, "mark who says so, or code the narrator")


def _outside_text(tables: Tables) -> Iterator[Issue]:
    length = dict(zip(tables["sources"]["source_id"], tables["sources"]["text_characters"], strict=True))
    evidence = tables["evidence"]
    for key, figure_id, end in zip(row_keys("evidence", evidence), evidence["figure_id"], evidence["end"], strict=True):
        limit = length.get(figure_id.rpartition(".")[0])
        if not pd.isna(end) and not pd.isna(limit) and end > limit:
            rule = f"the mark lies inside the text of {limit} characters"
            yield Issue("evidence", key, "end", str(end), rule, "mark the phrase where it stands")


def _deep_links(tables: Tables) -> Iterator[Issue]:
    """A deep link is its source's url with a phrase of one of the figure's own marks.

    That the phrase occurs once is known only of a text that was at hand.
    """
    sources = {row["source_id"]: row for row in records(tables["sources"])}
    phrases = tables["evidence"].groupby("figure_id")["printed"].agg(set).to_dict()
    linked = tables["figures"].dropna(subset=["deep_link"])
    for figure_id, source_id, link in zip(linked["figure_id"], linked["source_id"], linked["deep_link"], strict=True):
        source = sources.get(source_id, {"url": "", "text_status": ""})
        if link not in {deep_link(source["url"], phrase) for phrase in phrases.get(figure_id, ())}:
            rule, action = "is the url of its source with a phrase of one of its marks", "correct linked_mark or url"
            yield Issue("figures", figure_id, "deep_link", link, rule, action)
        if source["text_status"] == "not_held":
            rule, action = "a phrase is linked only in a text that was at hand", "leave linked_mark empty"
            yield Issue("figures", figure_id, "deep_link", link, rule, f"{action} in codings.csv")


def _long_runs(source_id: str, marks: pd.DataFrame) -> Iterator[Issue]:
    """The marks of a source laid together by offset cover no run of nine words."""
    spans = sorted(set(zip(marks["start"], marks["end"], marks["printed"], strict=True)))
    run_end, words, reached = -2, 0, -1
    for start, end, printed in spans:
        if start > run_end + 1:
            words, reached = 0, start
        fresh = printed[max(0, int(reached - start)) :]
        words += len(fresh.split())
        run_end = reached = max(run_end, end)
        if words > LONGEST_RUN_WORDS:
            rule = f"marks laid together cover at most {LONGEST_RUN_WORDS} words in a row"
            yield Issue("evidence", source_id, "printed", printed, rule, "mark fewer words")
            words, reached = 0, end


def _torn_texts(marks: pd.DataFrame) -> Iterator[Issue]:
    """Marks in the order of the text: where two share characters they print the same; sentences do not come back."""
    action = "mark each phrase where it stands"
    rows = list(marks.to_dict("records"))
    passed: set[tuple[int, str]] = set()
    for one, other in pairwise(rows):
        shared = one["printed"][other["start"] - one["start"] :]
        printed = other["printed"]
        if other["start"] < one["end"] and shared[: len(printed)] != printed[: len(shared)]:
            rule = f"prints the characters that {one['key']} prints at the same place, {shared!r}"
            yield Issue("evidence", other["key"], "printed", printed, rule, action)
        if other["paragraph"] < one["paragraph"]:
            rule = f"is not before {one['paragraph']}, the paragraph of {one['key']}, which stands earlier"
            yield Issue("evidence", other["key"], "paragraph", str(other["paragraph"]), rule, action)
        sentences = [(row["paragraph"], row["sentence_sha256"]) for row in (one, other)]
        if sentences[0] == sentences[1]:
            continue
        passed.add(sentences[0])
        if other["start"] < one["end"] or sentences[1] in passed:
            rule = f"marks of one sentence stand together; {one['key']} is said to stand in another"
            yield Issue("evidence", other["key"], "sentence_sha256", other["sentence_sha256"], rule, action)


def _carried(marks: pd.DataFrame) -> Iterator[Issue]:
    """Only a carried phrase stands in another sentence than the phrase that its claim stands on."""
    own = counting_marks(marks)["sentence_sha256"]
    elsewhere = marks[~marks["carried"] & ~marks["sentence_sha256"].isin(own)]
    for key, printed in zip(elsewhere["key"], elsewhere["printed"], strict=True):
        rule = f"{printed!r} stands in another sentence than the claim, so it is carried"
        yield Issue("evidence", key, "carried", "false", rule, "write true, or mark it in the claim's sentence")
